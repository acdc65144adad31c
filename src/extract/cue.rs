//! Cues: phrases of reports that name an indicator of the dataset that ships.
//!
//! Names and definitions say what is counted in the words of a table; reports say it in others.
//! An indicator that the dataset at hand does not have is never given.

use super::kind::holds;

/// Phrases for one indicator. `|` parts alternatives, `+` joins what must all be there.
struct Cue {
    id: &'static str,
    /// In the figure's own phrase, or behind it.
    near: &'static str,
    /// Since the last full point or semicolon.
    part: &'static str,
    /// Not in the figure's own phrase, nor behind it.
    not: &'static str,
}

const fn cue(id: &'static str, near: &'static str, part: &'static str, not: &'static str) -> Cue {
    Cue {
        id,
        near,
        part,
        not,
    }
}

/// In order: the first that fits and has the figure's unit.
const CUES: &[Cue] = &[
    cue("appraisal-streak", "连续", "", ""),
    // Stations.
    cue("best-stations-national", "最美+全国", "驿站|站点", ""),
    cue("best-stations-provincial", "最美+省", "驿站|站点", ""),
    cue("smart-stations", "24小时|智能", "驿站", "新建"),
    cue("happy-stations-provincial", "幸福驿站", "", ""),
    cue("mind-stations", "心灵驿站", "", ""),
    cue("migrant-rights-posts", "维权驿站", "", ""),
    cue(
        "rest-stations-built",
        "新建|新增|新改|改造|再建|提升|建设职工驿站|建设驿站|建成标准化",
        "驿站|户外劳动者服务站|新建站点",
        "特色|活动|智能|示范",
    ),
    cue("station-visits", "服务|接待", "驿站|服务站", "平均|日均|每"),
    cue(
        "rest-stations",
        "驿站|户外劳动者服务站|劳动者港湾",
        "",
        "服务职工|特色|活动|投入|示范|维权|司机|“海|慰问|提升|新建",
    ),
    cue(
        "rest-stations",
        "累计",
        "驿站|服务站",
        "服务|接待|活动|投入|开展|慰问|发放|资金",
    ),
    cue(
        "rest-stations",
        "已有|累计建成|累计达|共有",
        "驿站|服务站",
        "司机|服务户外",
    ),
    // Members and unions.
    cue(
        "eight-group-unions",
        "组建工会|新建工会",
        "八大群体|8大群体",
        "",
    ),
    cue("eight-group-members", "会员", "八大群体|8大群体", ""),
    cue("platform-members", "发展会员", "平台企业", ""),
    cue("zone-members", "会员", "开发区", "新"),
    cue("zone-unions", "基层工会", "下辖", "新"),
    cue("registered-members", "会员", "录入", ""),
    cue("registered-unions", "工会组织", "录入", ""),
    cue("member-records", "会员信息", "", ""),
    cue("union-records", "组织信息", "", ""),
    cue(
        "new-members",
        "发展会员|吸收会员|新增会员|新会员|净增|新入会|吸纳会员|发展新会员|扫码入会|新发展",
        "会员|入会|净增",
        "其中|形态|三新|工会",
    ),
    cue(
        "new-form-members",
        "新业态会员|形态劳动者会员|业态劳动者会员|新业态",
        "会员",
        "发展|入会|新增|女|占|其中新",
    ),
    cue(
        "new-form-members",
        "已有|的",
        "形态劳动者会员|新业态会员",
        "占",
    ),
    cue(
        "migrant-members",
        "农民工会员|农牧民工会员",
        "",
        "发展|新增",
    ),
    cue("bus-card-members", "会员", "会员卡", ""),
    cue(
        "members",
        "会员",
        "",
        "新|发展|农民工|女|注册|卡|代表|困难|慰问|普惠|吸纳|吸收|净增|信息|大病|三新|平台|服务|其中|享受|会员购买|会员办理|代缴|成为",
    ),
    cue("platform-firms-unionised", "平台企业", "", "会员"),
    cue(
        "large-firms-unionised",
        "已建立工会|已建会",
        "100人以上|百人以上",
        "",
    ),
    cue("large-firms", "100人以上企业|百人以上企业", "", "率"),
    cue(
        "large-private-firms-rate",
        "非公企业建会率",
        "百人以上|100人以上",
        "",
    ),
    cue("large-firms-rate", "建会率", "100人以上|百人以上", "非公"),
    cue(
        "grassroots-unions",
        "基层工会|工会组织",
        "",
        "新建|新组|录入|信息|下辖|报刊|基层工会向|新增|监督",
    ),
    // Contests.
    cue("job-drill-participations", "岗位练兵", "", ""),
    cue("contest-srdi-firms", "专精特新", "", ""),
    cue("contest-little-giants", "小巨人", "", ""),
    cue("contest-award-firms", "企业+竞赛", "", ""),
    cue("contest-champions", "夺冠", "", ""),
    cue("contest-trades", "工种", "", ""),
    cue("contest-categories", "大类|赛项|类", "竞赛|大赛", ""),
    cue("grassroots-contests-held", "带动+竞赛|基层+竞赛", "", ""),
    cue(
        "contest-participations",
        "参赛|参与|参加",
        "竞赛|大赛|办赛|比武",
        "",
    ),
    cue(
        "contest-workers",
        "参赛|参与|覆盖职工|同台|带动|参加|建设者",
        "竞赛|大赛|办赛|比武|赛",
        "培训|练兵|晋|提升|疗|参保|师生",
    ),
    cue(
        "contests-held",
        "竞赛|比武|办赛|大赛|创新活动",
        "",
        "基层|县级|区县|工种|选手|一类|其中|练兵|五小|短视频|吸引|运动|演讲|摄影",
    ),
    cue(
        "skill-level-upgrades",
        "晋级|晋升|提升技能等级|技能等级",
        "",
        "",
    ),
    cue("skill-helped-workers", "提升技能", "", ""),
    cue("municipal-skill-experts", "技术能手", "", "省"),
    cue("innovation-benefit", "创效|经济效益|创造效益|增效", "", ""),
    cue("innovation-filed", "申报创新成果", "", ""),
    cue("innovation-projects-filed", "项目", "申报创新成果", ""),
    cue("innovation-collected", "征集+成果", "", ""),
    cue(
        "assist-firms",
        "家企业|深入|企业开展服务",
        "助企|劳模工匠",
        "",
    ),
    cue("assist-craftsmen", "劳模工匠", "企业|助企", "宣讲|导师"),
    cue("problems-solved", "技术难题", "", ""),
    // Models.
    cue(
        "national-model-workers",
        "全国劳模|全国劳动模范",
        "",
        "来自",
    ),
    cue(
        "national-may1-certificates",
        "全国五一劳动奖状|全国五一奖章获得者",
        "",
        "",
    ),
    cue("national-may1-medals", "全国五一劳动奖章", "", ""),
    cue("national-worker-pioneers", "全国工人先锋号", "", ""),
    cue(
        "provincial-model-workers",
        "省劳动模范|省劳模|省级劳模|省级劳动模范",
        "",
        "工作室",
    ),
    cue(
        "provincial-may1-medals",
        "省五一劳动奖章|省级五一劳动奖章",
        "",
        "",
    ),
    cue(
        "provincial-may1-medals",
        "奖章",
        "省五一劳动奖",
        "全国|市五一",
    ),
    cue(
        "provincial-worker-pioneers",
        "省工人先锋号|省级工人先锋号",
        "",
        "",
    ),
    cue(
        "provincial-worker-pioneers",
        "工人先锋号",
        "省五一劳动奖",
        "全国|市工人|市级",
    ),
    cue(
        "municipal-model-workers",
        "市劳动模范|市级劳模|市劳模",
        "",
        "工作室",
    ),
    cue("municipal-may1-certificates", "市五一劳动奖状", "", ""),
    cue("municipal-may1-medals", "市五一劳动奖章", "", ""),
    cue(
        "municipal-worker-pioneers",
        "市工人先锋号|市级工人先锋号",
        "",
        "",
    ),
    cue("studios-provincial", "省级+工作室", "", ""),
    cue("studios-municipal", "市级+工作室", "", ""),
    cue("model-worker-studios", "工作室", "师带徒", ""),
    cue(
        "city-craftsmen",
        "选树+工匠|评选+工匠|命名+工匠|工匠”",
        "",
        "工作室|学院|宣讲|导师|讲堂|市劳|先锋|每年",
    ),
    cue("craftsman-colleges-municipal", "市级工匠学院", "", ""),
    cue("craftsman-colleges-county", "县级", "工匠学院", ""),
    cue("craftsman-colleges", "工匠学院", "", "省级"),
    cue("college-mentors", "导师", "", ""),
    cue("college-training-visits", "培训", "工匠学院|技能人才", ""),
    cue("reform-pilot-units", "试点单位|产改试点|产改示范", "", "县"),
    cue("reform-backbones-trained", "产改骨干", "", ""),
    // Ideas.
    cue(
        "ideology-training-classes",
        "培训班",
        "理论|精神|思政",
        "技能|驾驶",
    ),
    cue("grassroots-preaching-sessions", "带动+宣讲", "", ""),
    cue(
        "preaching-audience",
        "受众|听众|受教育|覆盖职工",
        "宣讲|讲堂",
        "",
    ),
    cue(
        "model-worker-talks",
        "宣讲|开讲",
        "劳模|工匠",
        "精神宣讲|党的",
    ),
    cue("preaching-sessions", "宣讲|送教", "", "听"),
    cue("netizen-works", "征集作品|作品", "网民|正能量", "获"),
    cue(
        "netizen-works-awarded",
        "获",
        "网民|正能量|征集作品|征集歌曲",
        "",
    ),
    cue("culture-events", "文体活动", "", "文化宫|服务"),
    cue("culture-visits", "覆盖职工|参与", "文体活动", ""),
    cue("wechat-articles", "推送|推文", "公众号", ""),
    cue("wechat-followers", "粉丝|关注", "", ""),
    cue(
        "national-media-articles",
        "国家级媒体|中央媒体|工人日报|中央级",
        "",
        "",
    ),
    cue("provincial-media-articles", "省级", "媒体|发稿", ""),
    cue("municipal-media-articles", "市级", "媒体|发稿", ""),
    cue("union-cadres-trained", "工会干部", "培训", "专职|兼职|蹲点"),
    // Work and need.
    cue("job-fairs", "招聘会|招聘活动", "", ""),
    cue("job-posts", "岗位", "招聘|归集|就业", "练兵"),
    cue("employment-target-rate", "目标", "稳定就业", ""),
    cue("stable-employment", "稳定就业|实现就业|达成就业", "", ""),
    cue("aid-target-rate", "目标", "帮扶", ""),
    cue(
        "student-aid-people",
        "",
        "助学|圆梦",
        "医疗|大病|体检|征集|走遍",
    ),
    cue(
        "student-aid-funds",
        "",
        "金秋助学",
        "医疗|帮扶民生|累计发放资金",
    ),
    cue("cooling-visits", "", "清凉|防暑|高温", "走访企业"),
    cue("cooling-people", "惠及|慰问|户外|凉", "清凉|防暑|高温", ""),
    cue("cooling-funds", "", "清凉|防暑|高温", "每"),
    cue("aid-living-households", "生活救助", "", ""),
    cue("aid-medical-households", "医疗救助", "", ""),
    cue("serious-illness-aid", "", "大病", "每人|体检|互助|参保"),
    cue("mutual-aid-premiums", "保费", "", "每"),
    cue(
        "mutual-aid-payouts",
        "互助金|互助保障金|理赔|补助|支付",
        "互助",
        "每|最高",
    ),
    cue("mutual-aid-beneficiaries", "患病职工", "", ""),
    cue("mutual-aid-participants", "参保", "互助", "女职工"),
    cue("mutual-aid-growth", "增长", "保费", ""),
    cue("aid-funds-raised", "争取", "困难职工|帮扶|争取资金", "援"),
    cue("aid-funds", "救助资金|救助金|帮扶资金|帮扶救助", "", ""),
    cue("aid-households", "救助困难职工|困难职工", "救助", "比|减少"),
    cue("aid-visits", "帮扶+困难职工", "", ""),
    cue(
        "warm-funds",
        "送温暖|慰问金|慰问品|慰问款|款物",
        "",
        "比|户均|人均|防暑",
    ),
    cue(
        "warm-funds",
        "筹措资金|筹集资金|安排资金",
        "慰问|春节|温暖|节日",
        "",
    ),
    cue("warm-firms", "慰问企业|走访企业", "", ""),
    cue("poverty-visits", "贫困户", "", ""),
    cue("warm-household-visits", "", "慰问|温暖", ""),
    cue("warm-households", "慰问|走访", "慰问|走访|温暖", "贫困"),
    cue("warm-visits", "慰问|职工|劳动者", "慰问|温暖", "暑"),
    cue(
        "warm-people",
        "慰问|职工|环卫",
        "慰问|温暖",
        "体检|筛查|疗|入会|培训|竞赛|参保|助学",
    ),
    // Rights.
    cue("disputes-settled", "调解成功|成功调解", "", "率"),
    cue(
        "dispute-cases-accepted",
        "受理",
        "争议|纠纷|诉调",
        "来电|诉求",
    ),
    cue("disputes-mediated", "调解|调处|化解", "", "率|来"),
    cue("dispute-cases-accepted", "", "受理案件|受理劳动争议", "率"),
    cue("bargaining-offers", "要约书", "", "回复"),
    cue(
        "collective-contract-workers",
        "覆盖|涉及|职工",
        "集体合同|集体劳动合同",
        "",
    ),
    cue(
        "collective-contracts",
        "集体合同|集体劳动合同|集体协议",
        "",
        "",
    ),
    cue("supervision-points", "监督站", "", ""),
    cue("supervision-organisations", "监督组织", "", ""),
    // Services.
    cue("recuperation-revenue", "消费|旅游收入", "疗休养", ""),
    cue("recuperation-hosted-models", "引流|接待劳模", "疗休养", ""),
    cue("recuperation-hosted-visits", "接待", "疗休养", ""),
    cue("recuperation-people", "疗休养", "", "含|接待|互访"),
    cue("matchmaking-events", "交友|联谊|相亲|鹊桥", "", "对|参与"),
    cue("childcare-classes", "托管班", "", "全国"),
    cue("childcare-national", "托管班+全国", "", ""),
    cue("cancer-screenings", "两癌|“两癌”", "", ""),
    cue("free-checkups", "体检", "", "其中"),
    cue(
        "benefit-consumption",
        "撬动消费|带动消费|拉动消费",
        "",
        "接待",
    ),
    cue("palace-visits", "服务|接待", "文化宫", ""),
    cue("palace-events", "活动", "文化宫", ""),
    cue("bookhouses-national", "全国", "职工书屋", ""),
    cue("bookhouses-provincial", "省级", "职工书屋", "书吧|书箱"),
    cue("bookhouses-municipal", "市级职工书屋", "", ""),
    cue("women-homes-provincial", "省级+女工家园", "", ""),
    cue("women-homes", "女工家园", "", ""),
    cue("fee-refunds", "返还", "经费", ""),
    cue("stationed-teams", "蹲点组", "", ""),
    cue("stationed-cadres", "蹲点|干部", "蹲点", ""),
];

/// Whether alternatives stand in a text: `a|b`, and in each of them `c+d` together.
fn fits(text: &[char], phrases: &str) -> bool {
    phrases.is_empty()
        || phrases
            .split('|')
            .any(|phrase| phrase.split('+').all(|word| holds(text, word)))
}

/// The ids that fit, in order. `near` is the figure's own phrase and what stands behind it, `part`
/// what stands before it since the last full point or semicolon.
pub(super) fn ids<'c>(
    near: &'c [char],
    part: &'c [char],
) -> impl Iterator<Item = &'static str> + 'c {
    let fitting = CUES.iter().filter(|cue| {
        fits(near, cue.near)
            && (cue.part.is_empty() || fits(part, cue.part) || fits(near, cue.part))
            && (cue.not.is_empty() || !fits(near, cue.not))
    });
    fitting.map(|cue| cue.id)
}
