//! What a search text means: words, all of which must be found. Full-width letters and digits are
//! the same as others, and a word of Latin letters also finds the initials of a name's pinyin.
//!
//! It must never find more for another word.

use crate::dataset::{City, Dataset, Indicator};

/// Characters of the dataset's names by the first letter of their pinyin, which stands first. A
/// character that is missing here has no initial, and is found by itself only.
#[rustfmt::skip]
const INITIALS: &[&str] = &[
    "a安案爱癌",
    "b便保八兵办北吧帮报拨标步比班病百表部",
    "c产传促充出创参场城处层成才村查次测程采长",
    "d代动单地大定对带当待担点督短端等答读蹲递队砥",
    "e额",
    "f付发复奋扶方服法福繁范覆访费赋返锋非风",
    "g个公关冠功国宫岗工干归改攻果盖稿管观骨高",
    "h互会化号合和回好婚徽患惠慧户护核汇活淮花获还",
    "j交介件军决匠卷基奖家就巨建技接救教晋机检监竞精级经结聚解讲进金间集",
    "k刊卡困库康开款看考课",
    "l两亮例凉利力劳录律恋旅来栏流灵率理疗立练络联览论路连量领浏砺",
    "m免媒明梦模母民盟目美门",
    "n农女年暖能难",
    "p品培平普片牌票篇聘评谱贫频",
    "q企全前区取庆强情期权清秋群起",
    "r人入认",
    "s上书事十升受售商四守实审室市师式思手授收数时术生申省示筛色视设试说赛身述送陕食",
    "t体台同听团图堂态托投推提条特题调",
    "w五伍位务完屋慰文温物皖稳维网问闻",
    "x下休信先写协县学宣小幸心息想效新校消现秀箱系线行西训选销项",
    "y一与业云以优养医友员园夜婴宜引游源演用益眼研约耀舆要言议阅院隐驿",
    "z专中主之争众作值做准制助占在增子字展座征总招支政整智最治注状种站章组织综置者职自装资赞赠走造阵障骤",
];

/// Words that a search is made of, at most: one bit each.
const MOST_WORDS: usize = 32;

/// The words of a search text, folded; none if it says nothing.
pub struct Sought(Vec<String>);

impl Sought {
    /// The words of a text.
    pub fn new(text: &str) -> Self {
        let folded = fold(text);
        let words = folded.split_whitespace().take(MOST_WORDS);
        Self(words.map(str::to_owned).collect())
    }

    /// Whether nothing is searched for.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether some names or the initials of their pinyin hold every word; all do without one.
    pub fn is_in(&self, names: &[&str]) -> bool {
        self.are_all(self.in_names(names))
    }

    /// The words that a text holds, as bits.
    pub(super) fn in_text(&self, text: &str) -> u32 {
        if self.0.is_empty() {
            return 0;
        }
        let folded;
        let text = match is_folded(text) {
            true => text,
            false => {
                folded = fold(text);
                &folded
            }
        };
        self.bits(|word| text.contains(word))
    }

    /// The words that some names hold, or the initials of their pinyin.
    pub(super) fn in_names(&self, names: &[&str]) -> u32 {
        let in_name = |bits, name: &&str| {
            let initials: String = fold(name).chars().map(initial).collect();
            let is_latin = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase());
            let in_initials = self.bits(|word| is_latin(word) && initials.contains(word));
            bits | in_initials | self.in_text(name)
        };
        names.iter().fold(0, in_name)
    }

    /// Whether bits are those of every word.
    pub(super) fn are_all(&self, bits: u32) -> bool {
        bits.count_ones() as usize == self.0.len()
    }

    fn bits(&self, is_in: impl Fn(&str) -> bool) -> u32 {
        let found = self.0.iter().enumerate().filter(|(_, word)| is_in(word));
        found.fold(0, |bits, (at, _)| bits | 1 << at)
    }
}

/// What a city is found by.
pub fn names_of_city(city: &City) -> Vec<&str> {
    let own = [&city.code, &city.name, &city.short_name, &city.province];
    let others = city.aliases.iter().chain(&city.name_en);
    own.into_iter().chain(others).map(|name| &**name).collect()
}

/// What an indicator is found by, beside its definition.
pub fn names_of_indicator<'d>(dataset: &'d Dataset, indicator: &'d Indicator) -> Vec<&'d str> {
    let category = &dataset.categories[indicator.category.index()].name;
    let own = [&indicator.name, category].into_iter();
    own.chain(&indicator.name_en).map(|name| &**name).collect()
}

/// A text as it is compared: small letters, and full-width forms as plain ones.
fn fold(text: &str) -> String {
    let fold = |character: char| match character {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => {
            let plain = u32::from(character) - 0xff01 + u32::from('!');
            char::from_u32(plain).unwrap_or(character)
        }
        _ => character,
    };
    let folded = text.chars().map(fold);
    folded
        .map(|character| character.to_ascii_lowercase())
        .collect()
}

/// Whether folding changes nothing, as of most printed figures: a million of them are searched
/// without a copy.
fn is_folded(text: &str) -> bool {
    let is_wide = |character| matches!(character, '\u{3000}' | '\u{ff01}'..='\u{ff5e}');
    !(text.chars()).any(|character| is_wide(character) || character.is_ascii_uppercase())
}

fn initial(character: char) -> char {
    let row = INITIALS.iter().find(|row| row.contains(character));
    row.and_then(|row| row.chars().next()).unwrap_or(character)
}
