//! Synonyms: words of reports as the dataset's indicators say them.
//!
//! It must never join what is counted apart: 发展会员 is not 会员.

/// What a report prints, and what it is taken for. Longer words stand before those they begin
/// with.
#[rustfmt::skip]
const WORDS: &str = "\
    户外劳动者服务站点=工会驿站 户外劳动者服务站=工会驿站 户外劳动者工会驿站=工会驿站 户外劳动者爱心驿站=工会驿站 户外劳动者驿站=工会驿站 户外劳动者港湾=工会驿站 \
    户外职工爱心驿站=工会驿站 爱心驿站=工会驿站 服务驿站=工会驿站 暖心驿站=工会驿站 驿站点=工会驿站 粉丝数=公众号关注 粉丝=公众号关注 推送图文=公众号推文 \
    推送文章=公众号推文 推送信息=公众号推文 联谊活动=婚恋交友活动 相亲=婚恋交友 联谊=婚恋交友 交友活动=婚恋交友活动 法律援助案件=法律援助 集体劳动合同=集体合同 \
    工资专项集体合同=集体合同 提示函=监督提示函 要约书=协商要约书 防暑降温=送清凉 防暑物资=送清凉款物 夏送清凉=送清凉 高温下作业=送清凉 工惠清凉=送清凉 冬送温暖=送温暖 \
    春送岗位=招聘会 春风行动=招聘会 就业援助月=招聘会 招聘活动=招聘会 金牌工人=工人先锋号 圆梦=金秋助学 助学金=金秋助学金 资助学生=金秋助学人数 新业态从业人员=新业态 \
    新就业形态劳动者=新业态劳动者 新就业形态=新业态 货车司机=新业态 医疗互助=互助保障 互助保险=互助保障 疗养=疗休养 技术比武=技能竞赛 技能大赛=技能竞赛 \
    职业竞赛=技能竞赛 技能比武=技能竞赛 办赛=举办竞赛 示范性竞赛=示范竞赛 劳动模范=劳模 劳动争议=争议案件 劳动纠纷=争议案件 经济效益=创效 增效=创新创效 \
    农牧民工=农民工 工会组织=基层工会组织 会员总数=工会会员 基层工会组织总数=基层工会 图书角=职工书屋 托管服务班=托管班";

/// The words, read once for a document.
pub(super) struct Synonyms {
    /// By their first characters.
    words: Vec<(Vec<char>, &'static str)>,
}

impl Synonyms {
    pub fn new() -> Self {
        let words = WORDS.split(' ').filter_map(|pair| pair.split_once('='));
        let words = words.map(|(word, taken_for)| (word.chars().collect(), taken_for));
        let mut words: Vec<(Vec<char>, &'static str)> = words.collect();
        words.sort_by_key(|(word, _)| word.first().copied());
        Self { words }
    }

    /// A text with its words as the indicators say them.
    pub fn fold(&self, text: &[char]) -> Vec<char> {
        let mut folded = Vec::with_capacity(text.len() + 8);
        let mut at = 0;
        while let Some(c) = text.get(at) {
            let rest = text.get(at..).unwrap_or(&[]);
            let from = self
                .words
                .partition_point(|(word, _)| word.first() < Some(c));
            let same = self.words.get(from..).unwrap_or(&[]).iter();
            let found = same
                .take_while(|(word, _)| word.first() == Some(c))
                .find(|(word, _)| rest.starts_with(word));
            match found {
                Some((word, taken_for)) => {
                    folded.extend(taken_for.chars());
                    at += word.len();
                }
                None => {
                    folded.push(*c);
                    at += 1;
                }
            }
        }
        folded
    }
}
