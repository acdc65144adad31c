//! The cities of GB/T 2260: 333 prefecture-level divisions and the four municipalities, each with
//! its code, full and short name. How the table was made stands in docs/extract.md.
//!
//! It must never hold a county or a name that is no longer in use.

use crate::dataset::province_of_code;

/// A line for each province: its two digits, then two digits of the code with the short name; what
/// stands behind `~` completes the name where that is not 市.
#[rustfmt::skip]
const PROVINCES: [&str; 31] = [
    "11 00北京",
    "12 00天津",
    "13 01石家庄 02唐山 03秦皇岛 04邯郸 05邢台 06保定 07张家口 08承德 09沧州 10廊坊 11衡水",
    "14 01太原 02大同 03阳泉 04长治 05晋城 06朔州 07晋中 08运城 09忻州 10临汾 11吕梁",
    "15 01呼和浩特 02包头 03乌海 04赤峰 05通辽 06鄂尔多斯 07呼伦贝尔 08巴彦淖尔 09乌兰察布 22兴安~盟 25锡林郭勒~盟 29阿拉善~盟",
    "21 01沈阳 02大连 03鞍山 04抚顺 05本溪 06丹东 07锦州 08营口 09阜新 10辽阳 11盘锦 12铁岭 13朝阳 14葫芦岛",
    "22 01长春 02吉林 03四平 04辽源 05通化 06白山 07松原 08白城 24延边~朝鲜族自治州",
    "23 01哈尔滨 02齐齐哈尔 03鸡西 04鹤岗 05双鸭山 06大庆 07伊春 08佳木斯 09七台河 10牡丹江 11黑河 12绥化 27大兴安岭~地区",
    "31 00上海",
    "32 01南京 02无锡 03徐州 04常州 05苏州 06南通 07连云港 08淮安 09盐城 10扬州 11镇江 12泰州 13宿迁",
    "33 01杭州 02宁波 03温州 04嘉兴 05湖州 06绍兴 07金华 08衢州 09舟山 10台州 11丽水",
    "34 01合肥 02芜湖 03蚌埠 04淮南 05马鞍山 06淮北 07铜陵 08安庆 10黄山 11滁州 12阜阳 13宿州 15六安 16亳州 17池州 \
     18宣城",
    "35 01福州 02厦门 03莆田 04三明 05泉州 06漳州 07南平 08龙岩 09宁德",
    "36 01南昌 02景德镇 03萍乡 04九江 05新余 06鹰潭 07赣州 08吉安 09宜春 10抚州 11上饶",
    "37 01济南 02青岛 03淄博 04枣庄 05东营 06烟台 07潍坊 08济宁 09泰安 10威海 11日照 13临沂 14德州 15聊城 16滨州 17菏泽",
    "41 01郑州 02开封 03洛阳 04平顶山 05安阳 06鹤壁 07新乡 08焦作 09濮阳 10许昌 11漯河 12三门峡 13南阳 14商丘 15信阳 \
     16周口 17驻马店",
    "42 01武汉 02黄石 03十堰 05宜昌 06襄阳 07鄂州 08荆门 09孝感 10荆州 11黄冈 12咸宁 13随州 28恩施~土家族苗族自治州",
    "43 01长沙 02株洲 03湘潭 04衡阳 05邵阳 06岳阳 07常德 08张家界 09益阳 10郴州 11永州 12怀化 13娄底 31湘西~土家族苗族自治州",
    "44 01广州 02韶关 03深圳 04珠海 05汕头 06佛山 07江门 08湛江 09茂名 12肇庆 13惠州 14梅州 15汕尾 16河源 17阳江 18清远 \
     19东莞 20中山 51潮州 52揭阳 53云浮",
    "45 01南宁 02柳州 03桂林 04梧州 05北海 06防城港 07钦州 08贵港 09玉林 10百色 11贺州 12河池 13来宾 14崇左",
    "46 01海口 02三亚 03三沙 04儋州",
    "50 00重庆",
    "51 01成都 03自贡 04攀枝花 05泸州 06德阳 07绵阳 08广元 09遂宁 10内江 11乐山 13南充 14眉山 15宜宾 16广安 17达州 \
     18雅安 19巴中 20资阳 32阿坝~藏族羌族自治州 33甘孜~藏族自治州 34凉山~彝族自治州",
    "52 01贵阳 02六盘水 03遵义 04安顺 05毕节 06铜仁 23黔西南~布依族苗族自治州 26黔东南~苗族侗族自治州 27黔南~布依族苗族自治州",
    "53 01昆明 03曲靖 04玉溪 05保山 06昭通 07丽江 08普洱 09临沧 23楚雄~彝族自治州 25红河~哈尼族彝族自治州 26文山~壮族苗族自治州 \
     28西双版纳~傣族自治州 29大理~白族自治州 31德宏~傣族景颇族自治州 33怒江~傈僳族自治州 34迪庆~藏族自治州",
    "54 01拉萨 02日喀则 03昌都 04林芝 05山南 06那曲 25阿里~地区",
    "61 01西安 02铜川 03宝鸡 04咸阳 05渭南 06延安 07汉中 08榆林 09安康 10商洛",
    "62 01兰州 02嘉峪关 03金昌 04白银 05天水 06武威 07张掖 08平凉 09酒泉 10庆阳 11定西 12陇南 29临夏~回族自治州 \
     30甘南~藏族自治州",
    "63 01西宁 02海东 22海北~藏族自治州 23黄南~藏族自治州 25海南~藏族自治州 26果洛~藏族自治州 27玉树~藏族自治州 28海西~蒙古族藏族自治州",
    "64 01银川 02石嘴山 03吴忠 04固原 05中卫",
    "65 01乌鲁木齐 02克拉玛依 04吐鲁番 05哈密 23昌吉~回族自治州 27博尔塔拉~蒙古自治州 28巴音郭楞~蒙古自治州 29阿克苏~地区 \
     30克孜勒苏~柯尔克孜自治州 31喀什~地区 32和田~地区 40伊犁~哈萨克自治州 42塔城~地区 43阿勒泰~地区",
];

/// A city of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Division {
    province: &'static str,
    place: &'static str,
    short: &'static str,
    rest: &'static str,
}

impl Division {
    /// All of them, by code.
    pub fn all() -> impl Iterator<Item = Self> {
        PROVINCES.iter().flat_map(|line| {
            let mut words = line.split_whitespace();
            let province = words.next().unwrap_or("");
            words.map(move |word| {
                let (place, name) = word.split_at_checked(2).unwrap_or(("", word));
                let (short, rest) = name.split_once('~').unwrap_or((name, "市"));
                Self {
                    province,
                    place,
                    short,
                    rest,
                }
            })
        })
    }

    /// Code, six digits: 340800.
    pub fn code(&self) -> String {
        format!("{}{}00", self.province, self.place)
    }

    /// Full name: 安庆市, 延边朝鲜族自治州.
    pub fn name(&self) -> String {
        format!("{}{}", self.short, self.rest)
    }

    /// Short name: 安庆, 延边.
    pub fn short(&self) -> &'static str {
        self.short
    }

    /// Its province by the full name.
    pub fn province(&self) -> &'static str {
        province_of_code(&self.code()).unwrap_or("")
    }

    /// What the name ends in where it is said shortly: 市, 州, 盟 or 地区.
    pub(super) fn ending(&self) -> &'static str {
        if self.rest.ends_with('州') {
            "州"
        } else {
            self.rest
        }
    }
}
