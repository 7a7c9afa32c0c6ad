"""Lists about web addresses: tracking parameters, wrappers, shorteners, and each platform's own hosts."""

TRACKING_PREFIXES = (
    "utm_",
    "pk_",
    "mtm_",
    "piwik_",
    "at_custom",
    "wt_mc",
    "hsa_",
    "guce_",
    "fb_action_",
    "__cft__",
    "ns_",
)
"""Parameters that start like this say who sent the reader, not what is read."""

_TRACKING = (
    "fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ysclid twclid ttclid igshid igsh li_fat_id mc_cid "
    "mc_eid mkt_tok _hsenc _hsmi hsctatracking vero_id vero_conv oly_anon_id oly_enc_id wickedid epik srsltid _ga "
    "_gl _openstat ref_src ref_url __twitter_impression __tn__ fb_source fb_ref action_object_map action_type_map "
    "guccounter at_medium at_campaign at_link_id at_link_type at_link_origin at_format at_ptr_name at_bbc_team "
    "xtor ocid ito cmpid cmp smid smtyp smprod soc_src soc_trk sr_share spm trk trkcampaign mbid recruiter "
    "sharetype share_id __source campaign_id ncid amp outputtype"
)
TRACKING_PARAMETERS = frozenset(_TRACKING.split())

HOST_PARAMETERS = {"youtube.com": frozenset({"v", "list"}), "news.google.com": frozenset()}
"""Hosts of which only these parameters say what is read."""

WRAPPERS = {
    "l.facebook.com": ("u",),
    "lm.facebook.com": ("u",),
    "l.messenger.com": ("u",),
    "l.instagram.com": ("u",),
    "google.com": ("url", "q"),
    "out.reddit.com": ("url",),
    "t.umblr.com": ("z",),
    "vk.com": ("to",),
    "away.vk.com": ("to",),
    "youtube.com": ("q",),
    "linkedin.com": ("url",),
    "steamcommunity.com": ("url", "u"),
    "disq.us": ("url",),
    "exit.sc": ("url",),
    "safelinks.protection.outlook.com": ("url",),
}
"""Hosts that forward to the address in one of these parameters."""

WRAPPER_PATHS = {
    "google.com": ("/url",),
    "vk.com": ("/away.php",),
    "youtube.com": ("/redirect",),
    "linkedin.com": ("/redir/", "/safety/go"),
    "steamcommunity.com": ("/linkfilter",),
    "l.facebook.com": ("/l.php",),
    "lm.facebook.com": ("/l.php",),
}
"""Where only some paths of a wrapper's host forward, how those paths begin."""

_SHORT = (
    "t.co bit.ly bitly.com j.mp ow.ly buff.ly tinyurl.com goo.gl is.gd v.gd dlvr.it ift.tt fb.me trib.al lnkd.in "
    "wp.me tiny.cc cutt.ly rb.gy shorturl.at su.pr rebrand.ly t.ly bl.ink soo.gd clck.ru vk.cc u.to adf.ly po.st "
    "hubs.ly shar.es amzn.to nyti.ms wapo.st reut.rs bloom.bg cnn.it bbc.in"
)
SHORTENERS = frozenset(_SHORT.split())
"""Hosts whose addresses hide where they lead; they name a link but no domain."""

PLATFORM_HOSTS = {
    "twitter": ("twitter.com", "x.com"),
    "x": ("twitter.com", "x.com"),
    "telegram": ("t.me", "telegram.me", "telegram.org"),
    "facebook": ("facebook.com", "fb.com", "fb.watch", "messenger.com"),
    "instagram": ("instagram.com",),
    "threads": ("threads.net", "threads.com"),
    "tiktok": ("tiktok.com",),
    "reddit": ("reddit.com", "redd.it", "redditmedia.com"),
    "bluesky": ("bsky.app", "bsky.social"),
    "vk": ("vk.com", "vk.ru"),
    "gab": ("gab.com",),
    "truth": ("truthsocial.com",),
    "mastodon": (),
}
"""Registrable domains that are the platform itself: such links are not links."""

UNLISTED_PLATFORM_HOSTS = ("twitter.com", "x.com")
"""What counts as the platform itself where the platform of a post is not listed."""
