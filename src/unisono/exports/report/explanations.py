"""What the innocent explanations that detectors name would mean, so that a reader can hold them against the posts."""

from unisono.detectors import (
    amplified_post,
    attacks,
    avatar_reuse,
    born_together,
    co_deletion,
    contradicting_claims,
    copied_text,
    dormancy,
    identity_change,
    testimony,
    turn,
    turned_together,
    woke_together,
)

MEANINGS = {
    copied_text.NAME: {
        "share button": "a site’s button or widget writes the words for its readers; the links then lead to one site",
        "petition": "a campaign gives its supporters words to post",
        "chain message or joke": "people copy what they like from one another, mostly over hours or days",
        "newswire": "newsrooms and feeds publish the same headline of an agency",
        "agreed activism": "people agree openly to post the same words at one time",
        "phrase in common use": "a line of a song, a proverb or a quotation that everybody knows",
    },
    testimony.NAME: {
        "letter or petition template of a campaign": "supporters fill in who they are, as the campaign asks them to",
        "share button": "a site writes “I am a …” for whoever presses it",
        "quote": "the words are somebody else’s, told in the first person",
        "song, poem or joke": "its words speak of an I that is nobody in particular",
        "fill-in meme": "people put themselves into a sentence that goes round",
    },
    contradicting_claims.NAME: {
        "account of several people": "a family, a shop or a group writes under one name",
        "quotes without quotation marks": "the words are somebody else’s, and readers know it",
        "jokes, roles and lyrics": "a song, a game or a joke speaks in the first person",
        "account that collects other people's stories": "it retells what others wrote of themselves",
        "mistaken language or pattern": "the words were read in the wrong language, or mean something else",
    },
    avatar_reuse.NAME: {
        "fans of one celebrity": "they all show the person whom they admire",
        "logo of an organisation and its branches": "a party, a club or a firm has many accounts and one logo",
        "campaign frame or ribbon": "supporters put the same frame or ribbon over their picture, or took it whole",
        "default picture": "a platform or an app gave it to whoever chose none",
        "accounts of one person": "one person openly has several accounts",
    },
    born_together.NAME: {
        "an event that brought newcomers": "an election, a match or a disaster makes people sign up to follow it",
        "people who signed up together": "a class, a workshop, a party or a fan club makes its accounts on one day",
        "an easier way to sign up": "the platform opened to a country, came with a phone, or asked for less",
        "dates of a move or an import": "accounts moved from elsewhere have the day of the move as their first",
        "accounts chosen by their age": "whoever collected the accounts looked for new ones",
    },
    dormancy.NAME: {
        "quiet person who came back": "many people stop for a year and return when something concerns them",
        "posts deleted or made private": "the account wrote all the time, and what it wrote is gone",
        "posts not collected": "it wrote about other things than those that were collected",
        "account handed on or sold openly": "another person or another editor took it over and says so",
        "seasonal account": "a festival, a league or a campaign speaks once a year",
    },
    woke_together.NAME: {
        "news that concerns them all": "people who had stopped posting come back to speak of it",
        "an election or another date that calls many": "those who care once in four years come back for it",
        "start of a collection": "somebody began, or began again, to collect; it looks like waking",
        "holidays or an outage that ended": "a whole town, school or country was away or could not post",
        "deleted posts": "many took their older posts down, after a change of law or of mind",
        "members of one club or campaign": "its season began, or it asked them openly to speak",
    },
    identity_change.NAME: {
        "new name after a marriage or a new job": "people go by what they are called",
        "new brand of a firm or a show": "handle, name, bio and picture change on one day",
        "protection from harassment": "people who are pursued rename themselves and hide their picture",
        "name for a season, a campaign or a joke": "a pumpkin in October, a slogan before the vote, back again later",
        "an account that was handed on or sold": "somebody else writes now; whether in the open, it does not say",
    },
    turn.NAME: {
        "news that concerns the account": "an event touched it more than others, and it speaks of that",
        "new job, hobby or place": "its life changed, and what it writes about with it",
        "account handed on or sold openly": "another person or another editor took it over and says so",
        "account of several people": "another of those who share it writes more",
        "end of a season or a campaign": "a league, a course or an election ended that filled its posts",
        "posts deleted or not collected": "what it wrote on its old or new subject is not in the case",
    },
    turned_together.NAME: {
        "news that concerns them all": "an event reached this group and hardly anybody else in the case",
        "an election, a match or another date": "those who follow it all begin on the day that it begins",
        "supporters whose campaign began": "a party, a union or a fan club asked openly for it",
        "accounts of one organisation": "branches or editors follow one plan",
        "start of a collection": "what was collected changed at that date, not what was written",
    },
    co_deletion.NAME: {
        "a clean-up by the platform": "it took down a wave of spam, or accounts that broke a rule",
        "a service that deletes old posts": "such services run for all their customers at once",
        "a post that everybody regretted": "a rumour was corrected, or a joke went wrong, and people took theirs down",
        "the collector's second look": "somebody checked many posts within a minute and noted those that were gone",
        "an account that was closed took its reposts along": "reposts vanish with the post that they repeat",
        "a later collection that asked for something else": "another query, a sample, or a limit left these posts out",
    },
    amplified_post.NAME: {
        "fan club": "fans of one star pass on what concerns the star, fast and all together",
        "newswire": "outlets of one agency or group pass on each other’s news",
        "declared bots": "programs that say so repost whatever carries a tag or names an author",
        "agreed activism": "supporters agree openly to pass on one post at one time",
        "one person's many accounts": "one person openly has several accounts and uses them all",
    },
    attacks.NAME: {
        "news that makes many angry by themselves": "what the target did or said was in the news, and people answer",
        "open call to protest or complain": "somebody asked openly to write to the target, and people follow",
        "party, club or fan group that says so": "people who belong together write together, under their own names",
        "irony, quotes and answers that take its side": "hostile words are quoted, mocked, or turned on the attackers",
        "a collection made by searching for the attack": "ordinary days were not collected, so nothing looks usual",
    },
}
"""By detector and explanation."""

_DECLARED = {
    one.DETECTOR.name: one.DETECTOR
    for one in (
        copied_text,
        testimony,
        contradicting_claims,
        avatar_reuse,
        born_together,
        dormancy,
        woke_together,
        identity_change,
        turn,
        turned_together,
        co_deletion,
        amplified_post,
        attacks,
    )
}


def explanations_of(detector: str) -> list[tuple[str, str]]:
    """Return the innocent explanations that a detector names, each with what it would mean."""
    told = MEANINGS[detector]
    return [(name[:1].upper() + name[1:], told.get(name, "")) for name in _DECLARED[detector].innocent]
