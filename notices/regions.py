"""Whether a notice is about another place than the zone's: the rule, in words.

适用地区 fits where it is empty or the whole country; where it names the zone's district, city or province, as
所在区县 of the zone says them (沈阳市苏家屯区 lies in 辽宁省); where readers already see notices with it; and
where it is a county that its own text places in the zone's city (新民市 in a text that speaks of 沈阳市). A province
or a city that is another's does not fit. Of a county that none of this places, somebody has to say.
"""

import re

from .provinces import CITIES, PROVINCES, SHORT

PART = re.compile(r".+?(?:特别行政区|自治区|自治州|地区|省|市|区|县|旗|盟)")
EVERYWHERE = re.compile("全国|国家|中国|中华")
LENGTH_READ = 3_000  # characters of the text in which the city is looked for


def elsewhere(region: str, *, home: str, known=frozenset(), text: str = "") -> str:
    """A sentence on why the region is not the zone's, "" where it is. `home` is 所在区县 of the zone."""
    region = region.strip()
    if not region or not home or EVERYWHERE.search(region) or region in home:
        return ""
    own = PART.findall(home) or [home]
    city = next((part for part in own if part in CITIES), own[0])
    province = CITIES.get(city) or next((part for part in own if part in PROVINCES), "")
    if any(part in region for part in own):
        return ""
    if others := [place for place in CITIES if place in region and place != city]:
        return f"适用地区“{region}”在{CITIES[others[0]]}，不在{city}。"
    if any(SHORT[place] in region for place in PROVINCES if place != province):
        return f"适用地区“{region}”不在{city}。"
    if region in known or (province and SHORT[province] in region) or city in text[:LENGTH_READ]:
        return ""
    return f"看不出适用地区“{region}”是不是在{city}，请核对。"
