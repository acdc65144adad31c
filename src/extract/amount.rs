//! Amounts that are none: lengths of time, conditions, entitlements, names with a numeral.
//!
//! The run is a figure as far as [`figure::parse`](crate::figure::parse) can tell; only the words
//! around it say otherwise. They must never ask what is counted.

use super::around::{Around, holds, holds_any, starts};
use super::run::{Run, is_han_digit};
use super::stream::Stream;
use crate::dataset::NotFigure::{self, *};
use crate::figure::{Bound, Figure};

/// Lengths of time, but for streaks and hours that were served.
pub(super) fn duration(run: &Run, figure: &Figure, around: &Around<'_>) -> Option<NotFigure> {
    let unit = figure.unit.as_str();
    let before = around.near_before(14);
    if matches!(unit, "年" | "载") {
        let is_life = "从业|工龄|从事|入职|扎根|坚守|党龄|工作了|入行|奋斗|干了|任职|修复";
        let streak = holds_any(before, "连续|蝉联|连获") && !holds(before, "连续工作");
        if streak {
            let wins = "获|评为|荣|蝉联|名列|位居|位列|第一|优秀|先进|居全|保持|夺|列全";
            return (!holds_any(around.clause_after(), wins)).then_some(Duration);
        }
        if holds_any(before, is_life) {
            return Some(Personal);
        }
    }
    if around.ends("满") || around.ends("每满") {
        return Some(Threshold);
    }
    let value = figure.value.unwrap_or(0.0);
    if matches!(unit, "小时" | "个小时") {
        let is_served = holds_any(before, "累计|服务|时长|学习|培训|志愿");
        if run.is_arabic && value == 24.0 {
            return Some(Name);
        }
        return (!is_served && value < 100.0).then_some(Duration);
    }
    let is_mean = holds_any(before, "周期|平均|时限|缩短");
    (!(is_mean && unit != "年")).then_some(Duration)
}

/// Conditions: 100人以上企业, 满三年, 低于1.5倍.
pub(super) fn threshold(figure: &Figure, around: &Around<'_>) -> Option<NotFigure> {
    if matches!(figure.unit.as_str(), "℃" | "摄氏度") {
        return Some(Threshold);
    }
    // 党员满3人的; but a hall that is full holds people.
    let is_full = around.ends("满") && !around.ends_any("坐满|站满|挤满|爆满|布满");
    if around.ends_any("年满|每满|已满|工作满|海拔")
        || is_full && matches!(figure.unit.as_str(), "人" | "名")
    {
        return Some(Threshold);
    }
    let is_limit = matches!(figure.bound, Bound::AtLeast | Bound::AtMost);
    if !is_limit {
        return None;
    }
    let after = around.after;
    let noun = [
        "企业",
        "的企业",
        "非公",
        "单位",
        "女职工",
        "的单位",
        "的非公",
        "规模",
        "职工的",
        "的案件",
        "民营",
        "私营",
        "的用人",
        "的班组",
        "的项目",
        "低保",
        "的大型",
        "重点企业",
        "大型",
        "中型",
        "小微",
        "的职工",
        "用人单位",
        "建会企业",
        "已建会",
    ];
    let suffixed = matches!(figure.unit.as_str(), "人" | "名" | "年" | "元" | "倍" | "");
    (suffixed && noun.iter().any(|noun| starts(after, noun))).then_some(Threshold)
}

/// Entitlements: 最高5000元, 小学800元、初中1000元的标准, 6000元/人.
pub(super) fn rule(figure: &Figure, around: &Around<'_>) -> Option<NotFigure> {
    let near = around.near_before(8);
    let is_money = figure.unit == "元";
    let caps = ["最高", "上限", "封顶", "限额", "不超过"];
    let is_cap = caps.iter().any(|cap| {
        let at = (0..near.len()).find(|at| starts(near.get(*at..).unwrap_or(&[]), cap));
        at.is_some_and(|at| {
            let between = near.get(at + cap.chars().count()..).unwrap_or(&[]);
            between.len() <= 4
                && between
                    .iter()
                    .all(|c| "可达为补贴奖助报销给予额度赔付获领得".contains(*c))
        })
    });
    if is_money && is_cap && !holds_any(near, "单笔|单场") {
        return Some(Rule);
    }
    let is_standard = holds(around.clause_after(), "元的标准") || around.follows("的标准");
    if is_money && is_standard || figure.unit.starts_with("元/") {
        return Some(Rule);
    }
    // 津贴每人每天6.9元; what each person was paid, 每人6000元, is a figure.
    if is_money && around.ends_any("保额|每份|一份保额|每天|每日|人每月|人每年|人每次")
    {
        return Some(Rule);
    }
    let each = holds_any(near, "各送|各赠|各奖");
    if each || (around.ends("每") && matches!(figure.unit.as_str(), "次" | "小时")) {
        return Some(Rule);
    }
    if around.ends_any("打|享受") && around.next() == '折' {
        return Some(Rule);
    }
    None
}

/// Han numerals in names: 四大群体, 两个维护, 八项规定, 百名劳模进百企.
pub(super) fn han_name(run: &Run, figure: &Figure, around: &Around<'_>) -> Option<NotFigure> {
    let unit = figure.unit.as_str();
    let value = figure.value.unwrap_or(0.0);
    if unit == "大" {
        let nouns = "群体|新业态|攻坚|发展|纪律|战役|会战|件|新就业|节日|精神|理念|行动|支柱|体系|工程|战略|\
                     行业|任务|板块|领域|举措|抓手|模块|街";
        let is_group = around.follows_any(nouns);
        return (is_group || around.last() == '“').then_some(Name);
    }
    // 长江经济带11省市职工邀请赛.
    if unit == "省" && matches!(around.next(), '市' | '区') {
        return Some(Name);
    }
    // What a web page says of itself.
    if around
        .ends_any("浏览:|阅读:|点击:|浏览量:|阅读量:|点击量:|浏览次数:|点击数:|阅读次数:|访问量:")
    {
        return Some(Name);
    }
    // 十件实事 has become a name; 12件实事全部办结 is counted.
    let is_named = || !run.is_arabic || !holds_any(around.clause_after(), "办结|销号|完成");
    if unit == "件" && around.follows_any("实事|民生实事|惠民实事|民生项目") && is_named()
    {
        return Some(Name);
    }
    if run.is_arabic {
        return None;
    }
    // 三门峡, 五家渠, 七台河 and 三门县 are places.
    let is_place = around.follows_any("峡|渠")
        || matches!(unit, "门" | "台") && "县河".contains(around.next());
    if is_place {
        return Some(Name);
    }
    const WON: &str = "荣获|获评|获全|获省|被授予|被评为|入选|当选";
    let is_won = matches!(unit, "人" | "名" | "家") && holds_any(around.clause_after(), WON);
    if value == 1.0 && figure.bound == Bound::Exact && unit != "%" && !is_won {
        return Some(Idiom);
    }
    // 这三个数, 四个数字, 送大家八个字, 这三笔账; 时间过半.
    let is_of_speech = unit == "个" && around.follows_any("数|字") && !around.follows("数据")
        || unit == "笔" && around.follows("账")
        || unit == "%" && around.ends_any("时间|任务");
    if is_of_speech {
        return Some(Idiom);
    }
    let next = around.next();
    if is_han_digit(next) && unit != "%" && !around.follows("百分之") {
        // 千家万户, 五个一, 三区五县.
        return Some(if value >= 100.0 { Idiom } else { Name });
    }
    // 工作亮点十条 heads a list.
    const LISTS: &str = "亮点|举措|措施|大事|新闻|成果|清单|实事|做法|意见";
    if around.after.is_empty() && around.ends_any(LISTS) {
        return Some(Name);
    }
    let names = match unit {
        "个" => &[
            "维护",
            "确立",
            "意识",
            "自信",
            "结合",
            "全面",
            "服务",
            "务必",
            "毫不",
            "坚持",
            "年",
            "一批",
            "围绕",
            "不动摇",
            "中心",
            "方面",
            "转变",
            "维度",
            "层面",
            "角度",
            "阶段",
            "“",
        ][..],
        "座" => &["城市"][..],
        "句" => &["话"][..],
        "项" => &["规定", "制度", "基本", "工作", "重点", "任务", "措施"][..],
        "件" => &["实事", "民生", "大事", "好事"][..],
        "地" => &[""][..],
        "位" => &["一体", "负责", "同志", "领导"][..],
        "步" => &["走", "工作法", "法", "曲"][..],
        "次" => &["全会", "全体", "全委", "代表大会", "党代会", "创业", "能源"][..],
        "市" | "省" | "县" | "区" | "镇" => &[""][..],
        "名" | "场" | "家" | "岗" => &["进百", "进千", "下百", "联百", "访百", "万户"][..],
        "级" | "方" | "层" => &[""][..],
        _ => &[][..],
    };
    names
        .iter()
        .any(|name| around.follows(name))
        .then_some(Name)
}

/// Numbers without a unit: amounts only where something says so.
pub(super) fn bare(
    stream: &Stream,
    run: &Run,
    figure: &Figure,
    around: &Around<'_>,
) -> Option<NotFigure> {
    if !figure.unit.is_empty() {
        return None;
    }
    let text = stream.slice(run.numeral, run.end);
    let is_scaled = text.iter().any(|c| "万亿".contains(*c));
    let is_marked = figure.bound != Bound::Exact;
    if !run.is_arabic {
        let is_bare = text.iter().all(|c| "百千万亿".contains(*c));
        if is_marked || (is_scaled && !is_bare) {
            return None;
        }
        return Some(if is_bare { Rhetorical } else { Name });
    }
    if is_scaled || (is_marked && text.len() > 2) {
        return None;
    }
    // 接线2,046通话: grouped digits count something, whatever its measure word.
    let is_grouped = text.contains(&',') || text.contains(&' ');
    let counts = [
        "人数",
        "总数",
        "人数达",
        "共计",
        "合计",
        "人数为",
        "总数为",
        "总数达",
        "总量",
    ];
    let is_count = text.len() >= 2 && counts.iter().any(|word| around.ends(word));
    if is_count || (is_grouped && around.next() != '\n' && !around.before.is_empty()) {
        return None;
    }
    Some(Name)
}
