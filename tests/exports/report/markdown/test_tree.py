"""The page is read as it is, without what only a screen needs."""

from unisono.exports.report.markdown.tree import read_tree


def test_elements_keep_their_order_attributes_and_texts() -> None:
    tree = read_tree('<div class="a b">one <b>two</b><br>three &amp; four</div>')
    (div,) = tree.elements
    assert div.classes == {"a", "b"}
    assert [child if isinstance(child, str) else child.tag for child in div.children] == [
        "one ",
        "b",
        "br",
        "three & four",
    ]
    assert div.text() == "one twothree & four"


def test_scripts_styles_buttons_and_links_between_parts_are_left_out() -> None:
    tree = read_tree(
        "<head><title>t</title></head><nav>n</nav><script>s</script><style>y</style><button>b</button>"
        '<a class="skip">k</a><p>stays<span class="screen"> goes</span></p>'
    )
    assert tree.text() == "stays"


def test_elements_are_found_at_any_depth() -> None:
    tree = read_tree("<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>")
    assert [one.text() for one in tree.inside("tr")] == ["a", "b"]
