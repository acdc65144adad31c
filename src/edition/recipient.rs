//! Whether who received or gave an honour may be a person. It must never take a person for a body:
//! what is not surely a body is taken for a person.

use std::collections::BTreeSet;

/// What the names of bodies, places, works and undertakings end with. None of them ends a given
/// name, as 会, 村, 港, 建设 and 合作 do; and people's names seldom stand before them, as they do
/// before 工作室, 班组 and 团队.
const ENDINGS: &str = "工会 协会 商会 联合会 委员会 理事会 基金会 妇联 残联 公司 集团 企业 \
    银行 车间 街道 单位 机关 政府 法庭 中心 支部 组织 代表团 代表队 \
    领导小组 企业班组 办公室 文化宫 报社 驿站 服务站 委 局 办 所 院 校 \
    厂 矿 处 部 厅 署 馆 市 县 区 基地 阵地 项目 工程 之一 竞赛 \
    大赛 赛事 活动 件作品 试点案例 典型案例 合理化建议 机制 制度 体系 \
    平台 化建设 工作 实事 民歌 歌曲 小戏 视频 节目 论坛";

/// What stands before a name, or counts people.
const PEOPLE: &str = "书记 主席 主任 部长 局长 院长 校长 厂长 经理 教授 工程师 职工 工人 \
    员工 劳模 工匠 选手 代表 队员 党员 个人 同志 记者 通讯员";

/// What may be counted (17名城市工匠), and what a count is written with.
const MEASURES: &str = "名个位家件项支所户人";
const NUMERALS: &str = "0123456789一二三四五六七八九十百两";

/// The parts of a text that may name a person; none where all of it is surely a body, a place of
/// the dataset (`places`), a work, or a number of people.
pub(super) fn doubtful(text: &str, places: &BTreeSet<String>) -> Vec<String> {
    let plain = outside_quotes(text);
    let is_sign = |sign: char| "、，,；;：:／/（）() \u{3000}".contains(sign);
    let pieces = plain.split(is_sign).flat_map(and_so_on);
    let pieces = pieces.flat_map(|piece| {
        // 人力资源和社会保障局 is one body; without its place nobody can tell.
        let is_led = places.iter().any(|place| piece.starts_with(place.as_str()));
        piece.split(move |sign| !is_led && "和与及".contains(sign))
    });
    let pieces = pieces.filter(|piece| !piece.is_empty() && !is_body(piece, places));
    pieces.map(str::to_owned).collect()
}

/// The text without what stands in quotation marks, which is a title; all of it if one is not
/// closed.
fn outside_quotes(text: &str) -> String {
    let (mut plain, mut depth) = (String::new(), 0_usize);
    for sign in text.chars() {
        match sign {
            '《' | '“' | '「' | '〈' => depth += 1,
            '》' | '”' | '」' | '〉' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(sign),
            _ => {}
        }
    }
    if depth == 0 { plain } else { text.to_owned() }
}

/// A text divided at 等 (and others), but not in 高等学校 or 二等奖.
fn and_so_on(text: &str) -> Vec<&str> {
    let (mut pieces, mut start) = (Vec::new(), 0);
    for (at, and) in text.match_indices('等') {
        let end = at + and.len();
        let has = |sign: Option<char>, signs: &str| sign.is_some_and(|sign| signs.contains(sign));
        let (before, after) = (text[..at].chars().next_back(), text[end..].chars().next());
        let is_word = has(before, "高中初") && has(after, "院学专教法")
            || has(before, "一二三特优") && has(after, "奖功级");
        if !is_word {
            pieces.push(&text[start..at]);
            start = end;
        }
    }
    pieces.push(&text[start..]);
    pieces
}

fn is_body(piece: &str, places: &BTreeSet<String>) -> bool {
    // 安庆 for 安庆市.
    let is_place = places.iter().any(|place| place.starts_with(piece));
    // 怀宁县江镇, but not 江镇.
    let is_town = piece.ends_with(['镇', '乡', '村']) && piece.contains(['县', '区']);
    let is_known = ENDINGS.split(' ').any(|ending| piece.ends_with(ending));
    is_place || is_town || is_known || is_counted(piece)
}

/// Whether a text counts what it is about: a numeral with a measure, and no name behind it.
fn is_counted(piece: &str) -> bool {
    let mut before: Option<char> = None;
    for (at, sign) in piece.char_indices() {
        if MEASURES.contains(sign) && before.is_some_and(|numeral| NUMERALS.contains(numeral)) {
            let rest = &piece[at + sign.len_utf8()..];
            let is_number = before.is_some_and(|numeral| numeral.is_ascii_digit());
            return is_number && rest.is_empty()
                || PEOPLE.split(' ').any(|word| rest.ends_with(word))
                || rest.ends_with("班组");
        }
        if sign != '余' {
            before = Some(sign);
        }
    }
    false
}

/// The name in a doubtful text: two or three characters that are left without body and post
/// (市人民检察院赵扬帆, 党组书记…, …同志), or a name with a dot. What is longer is left alone, and
/// so is what is in Latin letters: as a word it would be found in all kinds of remarks.
pub(super) fn name(text: &str) -> Option<&str> {
    let text = text.strip_suffix("同志").unwrap_or(text);
    let words = ENDINGS.split(' ').chain(PEOPLE.split(' '));
    let starts = words.filter_map(|word| Some(text.rfind(word)? + word.len()));
    let name = &text[starts.max().unwrap_or(0)..];
    let is_short = (2..=3).contains(&name.chars().count()) && !name.is_ascii();
    (is_short || name.contains('·')).then_some(name)
}
