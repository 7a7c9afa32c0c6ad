"""Lists about web addresses: tracking parameters, shorteners, other names of hosts, and each platform's own hosts."""

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
    "gad_",
    "elqtrack",
    "sfmc_",
    "bsft_",
    "_bta_",
    "_branch_",
    "pd_rd_",
    "pf_rd_",
    "spm_id_",
    "_x_tr_",
    "cm_mmc",
    "wt_z",
    "wt.",
    "at_",
    "vero_",
    "oly_",
    "ml_subscriber",
    "nb_klid",
    "tt_",
    "li_fat",
    "stm_",
    "matomo_",
)
"""Parameters that start like this say who sent the reader, not what is read."""

_TRACKING = (
    "fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ysclid twclid ttclid igshid igsh ig_rid ig_mid sccid "
    "rdt_cid mc_cid mc_eid mkt_tok _hsenc _hsmi hsctatracking hss_channel __hssc __hstc __hsfp wickedid epik srsltid "
    "_ga _gl _openstat ref_src ref_url __twitter_impression __tn__ __xts__ __eep__ mibextid rdid fb_source "
    "fb_ref fb_comment_id "
    "action_object_map action_type_map guccounter xtor ocid ito cmpid cmp smid smtyp smprod smvar soc_src soc_trk "
    "sr_share spm trk trkcampaign trkinfo trackingid lipi mbid recruiter sharetype share_id share_url share_from "
    "share_source share_medium share_plat share_tag share_times share_session_id vd_source from_source __source "
    "campaign_id campaignid ncid amp outputtype usp wprov irclickid cjevent awc ck_subscriber_id dm_i s_kwcid s_cid "
    "_kx __s _ke otc referringsource nr_email_referer cndid bxid esrc"
)
TRACKING_PARAMETERS = frozenset(_TRACKING.split())

HOST_PARAMETERS = {
    "youtube.com": frozenset({"v", "list", "search_query"}),
    "news.google.com": frozenset(),
    "twitter.com": frozenset({"q", "f"}),
    "instagram.com": frozenset(),
    "tiktok.com": frozenset({"q"}),
    "t.me": frozenset({"start", "startapp", "comment", "url", "text"}),
    "facebook.com": frozenset({"story_fbid", "fbid", "id", "v", "q", "set", "multi_permalinks"}),
    "threads.com": frozenset({"q"}),
    "medium.com": frozenset({"q", "p"}),
    "open.spotify.com": frozenset(),
}
"""Hosts of which only these parameters say what is read."""

HOST_ALIASES = {
    "youtu.be": "youtube.com",
    "music.youtube.com": "youtube.com",
    "youtube-nocookie.com": "youtube.com",
    "x.com": "twitter.com",
    "fxtwitter.com": "twitter.com",
    "vxtwitter.com": "twitter.com",
    "fixupx.com": "twitter.com",
    "fixvx.com": "twitter.com",
    "nitter.net": "twitter.com",
    "telegram.me": "t.me",
    "telegram.dog": "t.me",
    "fb.com": "facebook.com",
    "mbasic.facebook.com": "facebook.com",
    "touch.facebook.com": "facebook.com",
    "web.facebook.com": "facebook.com",
    "free.facebook.com": "facebook.com",
    "instagr.am": "instagram.com",
    "threads.net": "threads.com",
    "vk.ru": "vk.com",
    "old.reddit.com": "reddit.com",
    "new.reddit.com": "reddit.com",
    "np.reddit.com": "reddit.com",
    "i.reddit.com": "reddit.com",
}
"""Hosts that show the pages of another host under the same paths."""

MOBILE_LABELS = ("m", "mobile", "amp")
"""First labels of a host that name another layout of the same pages."""

CASELESS_NAMES = frozenset({"twitter.com", "t.me", "instagram.com", "facebook.com", "tiktok.com", "vk.com", "gab.com"})
"""Hosts on which the first part of the path is a name, and upper case makes no other name."""

_SHORT = (
    "t.co bit.ly bitly.com j.mp ow.ly buff.ly tinyurl.com goo.gl is.gd v.gd dlvr.it ift.tt fb.me trib.al lnkd.in "
    "wp.me tiny.cc cutt.ly rb.gy shorturl.at su.pr rebrand.ly t.ly bl.ink soo.gd clck.ru vk.cc u.to adf.ly po.st "
    "hubs.ly hubs.la shar.es amzn.to nyti.ms wapo.st reut.rs bloom.bg cnn.it bbc.in archive.today archive.is "
    "archive.ph archive.li archive.vn archive.fo archive.md t.cn url.cn spr.ly ebx.sh lnk.to snip.ly flip.it "
    "n.pr ln.is gofund.me chng.it share.google search.app goo.su qrco.de"
)
SHORTENERS = frozenset(_SHORT.split())
"""Hosts whose addresses hide where they lead; they name a link but no domain. Archives' short names are such."""

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
