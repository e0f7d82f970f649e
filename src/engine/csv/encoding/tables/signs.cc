// Made by scripts/encoding-letters.
#include "engine/csv/encoding/letters.h"

namespace retainwise::csv {

// clang-format off
const Signs kSignsJa = {
     u"々あいうえおきくさしたなはひびみゆらりァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタ"
     u"ダチッツテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロワンヴー一三"
     u"上下不世中丸主久九也五井京人今仏付仙件伊会似住佐価保健備児共兵内円分別利前加効北区十千南原及取口古台"
     u"号合吉名周和咲品商営四国圏土地坂城域埼塚増売大太央奈契女姓媛子字安客宮宿富小尾屋山岐岡岩島崎嵐川州工"
     u"市幌平年幸広府庫式当形後徳性恵悠愛態戸所手払担振支政教数文斎斗料新方日明智曜更月有服朝期木本札杉村東"
     u"松林柴栃株根格桜梨森業極樋横樹橋次欧歌武氏民水池沖沢河治法洋浜浦浩海清渋渡港湾滋潟火無熊特状玉理用田"
     u"由男番疑登直県真知石社神福秋竹米約結縄美群翔考者自良花英茨菅菊菜華葉葵蓮藤衆行衣裕西解計話語誠課諸谷"
     u"賀赤輔辺辻込近連道達遠邦郎部都酒重野金鈴銀録長間関阜阪阿限陽際離電青静韓領額顧飯首香馬高鮮鳥鹿齢",
     "OKFOOOOOOOOIOOUKOOOK8D>QBDEKDACDH>DKUDHBI@@<KDOJUADDEIEE=>B@NHIHBFKDKCCGNDKQHH@FGGDCQEKLO<<9CCH7K8KKFKUOCOUI"
     "KKOCHQOOOOOOIQOHOKKOOKOIOOLOKOKFEOKKHUOFKNIKKHUFOOOOUFUNKOKOOOOODHNKOKOOCUKKIOOFOK@OFI>EO@KOIOKKOOIOOOOOOIOO"
     "IOOOOKOOKQUOUOOOHODNOKOEKOUODBOKDFDKOOOOOOOIOQOKOKOUOOOOKKOOOUOUKOOOOOKNUOOUOOQOOOO:IKIQKOOOKHIKHOOQHOOFOIOO"
     "UOOOOOKOQKOOAQLOOFIOK7OOEHKUONOOONKOOQIGFOOBGOOKIOIOKOOKUUKKOQIKKOUNOHUOOO"};
const Signs kSignsZh = {
     u"一丁七万三上不世丘东严中丹丽乌乍乔九也书买了二于云五亚产京亮人什他付代以价任份伊伐休会伟伦伪伯伽何余"
     u"佛作使侯俄俊保信健僧元克入八公六兰共关其典兹内冈册军冯冰准凉几凯切列刘刚利别力加务努劳勇勒匈北区十华"
     u"单南博卡卢印危厄原厦及双取叙口古台史叶号司各合吉同名后向吕否吴吾员周呼和品哇哈哥唐售喀嘉四因固国图土"
     u"圣在圭地圳址坡坦型埃城埔基堡塔塞墨士壮备夏外多大天太夫失奇套奥女姆始姓委姚姜威娜娟婷嫩子孔字孙孟学宁"
     u"宇安宋宗宛宝客家宽宾密富寨小尔尤尹尼属山屿岛峰崔川州工巴巽市布希帕帝干平年广庄庆库度康廖延廷建开式弗"
     u"张强录彝彭律徐得微德徽志态怡性总恩意慕戈成戴户所手托扬技投拉拜拿挝挪捷提摩撒支收政敏教敦数文斌斐斯新"
     u"方旁无日旦时旺昂昆昌明易星春是晓普智曹曼曾最月有服朗朝期木未本朱机李杜束来杨杭杰松极林果查柬标栋根格"
     u"桂桑梁梅梓梯梵棉森楚欣欧武段比毛求汉汗江汤汪汶沃沈沙河治泊法波注泰泽洋洛津洪洲活流济浙浦浩海消涛涵淀"
     u"深港湖湾满滨潘澳然熊燕爪爱牙特状玉王玛玲玻珀班理瑙瑞瓜瓦生用田电男甸界留疆登白百的皮盖盟直省知石础磊"
     u"祖福秀科秘秦称程突立第等箱米类索红约级纳纽绍经结络绪维缅编网罗美群老耳联聪肖肥肯胡脱腊臣舌色艳艾芬芳"
     u"苏英范茨荷莫莱菲萄萨葡董蒂蒋蒙蓬蔡薛藏行袁西覃角言计订许诉话诞语说诺谢谭豪贝贡贵贸费贺贾赞赤赫赵超越"
     u"跃路车轩辉边辽达远连迪道遮邓那邮邱邵邹郑郝部郭都酋里重量金鑫钟钱银销锡长门闫间阳阿陀际陆陈限陕陵陶隆"
     u"雅雨雪雷霍霞青静非面靼鞑韦韩顾顿领额飞餐香马高魏鲁鲜鹏麦黄黎黑齐龄龙龚",
     "MGSMOJLSSDMHJMGSSSSSSMMMJO;MFMMKMGSSMMMKOSLMSOKSMMSMMMKMOGMSS>MSJOAOSLOMGOMMMOMSLKSMMJAISAMMOMJODCMJM@MHFKSO"
     "JMMSMSMISMMJJSFFMGMLMMMSMMMCMSGGLMOSKLSAKJFMKCMMSGMKMSGMIESLSMMSFFMMMMSMHMMMMSMMHMMMSJMLMKMEMGMSOMJMSOOMSI>S"
     "M>GKS>MMJDMASGFISSOMJGMMILSMSSGLMSMGMSMOMOMHMJMMMMJJSOJMGSMMSMM>OMOLOKISIMOMSSMFMO=EISJFSLOSMMEMIJMJJSMKMMDJ"
     "MSLGMSOMMMMMMMMISSGMSSMMOFMLMIMSOSLSMOJMEJSMSFKLSLJJJSOGEJJSKJLSOMMKMLGDMMMMMSJSMMMOMMJSLICMMMSMSSMMOLKDMFMG"
     "MOSSKLKSMMSSS=SJMMSHJESMMMSLSMMHMIJMJEOLMMMSEOJMBICKLOSMMOMOOSSSMSOMEGMMKIOOOEOMOMJSMMSKM@MSSJMMMMS5MMMMSMSM"
     "MJMMSSMMMOMSSMMSMESMKOSMMMMMMJMLMKSCMMIMMMJMMIGMMGBSOMMMMOKKSMMLSMMJMSSSKKMMMMMMS@IMFSMLMJOLMJM"};
const Signs kSignsZt = {
     u"一丁三不世中丹九了二五亞京人什他付以任份伊伐休伯伽何余作佳使來依侯俄俊保信倫偉偽傑備僧價元克入內公六"
     u"共其典冊冠冰列別利剛劉加努勒務勞匈化北區千南博卡印厄原及取古台史司各合吉名吐君否吳吾呂周咀和品哇哈員"
     u"哥哲唐啟喀喬單嘉嚴四因固國園圖土在圭地址坎坡坦垂型埃城埔域基堡塔塞墨士壯夏外多大夫失奈奎奧女奴姆始姓"
     u"委姚姜威婷嫩子字孟孫學宇安宋宏宗宛宜客家密富寨寮小尖尚尤尹尼屏屬山岡岸島崔嶼川工巴巷巽市布希帛帝席帳"
     u"干年幾度庫康廖廣廷建式弗張強彝彭彰律後徐德志怡性恩息惠意愛態慕戈戶手托承技投拉拜拿挪捷提揚摩撒支收政"
     u"敘教敦數文斐斯新方施旁日旦旺明易星是時普智書曹曼曾最會月有服朗期未本札朱李杜束杰東松板林果查柬柯栗根"
     u"格桃案桑梁梅梵棉森楊楚業極樓標模橋機欣款歐段母比毛汗江汪汶沃沈沙治泊法波泰洋洛洪洲派流海消涵淑港游湖"
     u"準溪溫滿潘澎澤澳濟濤灣烏無然熊爪爾牙特狀獅玉王玲玻班理琉瑞瑟環瓜瓦甘生產用田男甸界留畢疆登白百的皮盟"
     u"盧直知石祖福秀科秘秦程稱穎突立竹第等箱簡米紀約納紐級索紹結經維網緒編緬縣總羅美群義翁翰老耳聖聯股肯胡"
     u"脫臘臣自臺與色艾芬花芳苗英范茅茲荃荷莊莫華菲萄萊萬葉葛葡董蒂蒙蒲蓁蓋蓮蔡蔣蕭薛薩藏蘇蘭號行街衣袁西角"
     u"訂計許註詩話詹誕說諾謝譚象豪貝貢買費貿賀賈賓賴賽赤赫越趙路車軍轉辛迦迪連進道達遮邊那邱邵郝部郭都鄒鄧"
     u"鄭里量金銀銅錢鍾鑼門開間關阿陀限陳陵陶陸隆階際雄雅雯雲雷電露靈靜非面靼韃韋韓頓領額類顧香馬馮高魏魯鳳"
     u"麗麥黃黎齡龍龔",
     "RFMKRBIMMRR:OMKMMRMMKORKRMMMMMKRMKMOERMOHMRMK>IHHROKOMMOJH@MMARKIROMCARBRHJOMFMKCOIRHFIRMMMRMMMIMRIMFKKMKMMK"
     "MOKRAIMHMMBMORIRMIMROHMJFRMRKREEMMRRIMRMMMRMMFMRKRJMMMFMKJOIGMOMRORKORM>MEKRR=MRRMAMRAFKRORMOIKOHRMRRIMRMMRK"
     "MOMMHIIMKRIKKMRRGMKMMM>OMJOORHORMORRRM5O>CGMRFRKFMHMKHRRMHMMMCIIKFRJRMMKMRFOMFMORMMOGIMRMROOKMOMRMMRMMMMMIRD"
     "KRMMOMMFJOFHKOHMMRMMMMIKMMMRKMMMRJOMFHMOMR@HFMRMMMOMMRHRMJDRMMDIMOKRORKJRMMRHRRMRMIFRMMMMROIRMMMHMIFKMFMMMCM"
     "RIOMMBEBHMMMMFOMOMOMRREKRRJMMMHMRKMHMKIOORKKROMRKRMMMMMMMERH@GJMRMAKMIMIMMMRMKMMRFMRRIMMKOJRRKOMIRMMRRJMMODR"
     "RGMMMKMOMMMDMFMMMMMEJMRCRMMOJMHMOGIMMKGRRMMRRRMIMRMMMK>MFMHMIKMIMIM"};
const Signs kSignsKo = {
     u"가간갈감강개객거건게격결경계고곤골공과곽괌광교구국군권귈그극근글금급기길김나날남냉냐냔널네년노논누눅"
     u"뉴느니다단담당대덜데덴도독동두드들등디딘라란람랍랑랜량러럽레려령로론롤롬롱료루룩룬륙르름릉리릭린림링"
     u"마만말매맥맨맹메멕멘멜명모목몬몰몽문뮤미민밀및바박반발밤방배백버번법베벤벨벵변별보본볼봉부북불브비빈"
     u"빌사산살삼상샌생샤서석선설섬성세센셈셔션셜셸소속손솔송쇼수숙순슈스슬승시식신심싱쓰아안않알암압앙액앤"
     u"앵야약얀얄양어억언엄업없에엘여역연염영예오옥온올옹와완왈왕외요용우운울원월웨웬위유육윤은음의이익인일"
     u"임입있자작잔잠장재저적전접정제조족존종좌주준줄중즈지직진질짐집짜차창채천철청체첸초총촨최추춘출충츠치"
     u"칠칭카칸칼캄캐커케켈코콘콜콩콰쿠쿡퀴크클키킨타탁탄탈태택탱터턴테텐텔토통투튀트특틀티틴파팔퍼퍽펀페편"
     u"평포폰폴표푸풀품퓌프피핀필핏하학한할함합항해행향허헝헤헨헬혁현형혜호홍화활황회후훈휴흐흥희히힌힐",
     "BKKSCNJMSSNNCFASMKJMSJSACNJSHSNSEJDJD@N@SPSSFNGSNSMS>FNJNENMM;PIPASNFS=FSPJINPSDSICSSSSNDPNS<NN<SNSNAHGJSPMF"
     "SPSFDMNMPHSCFSSAFNPSHJJKHNDSJSJIIKPSAFKFBMSACSSESJS>JNJIAEPPSSPSFNJSHSBJIM<IJ>NGNPS8DSMSSNNSSNNPSD6SSJJNENEH"
     "GNDFCNPSSJPPNPDFANHACGSIBNCDJN;NCAFJNBNPPFJMSCNC>ENSIN>CSKK=JFPSSNKNJDNHGSNMSEKNNJNSSNAJSSSSISESSMSJSSANESEN"
     "GJKNSNPNSPGPFNBKSDSFKSSSINNENNJMSJSDKMPSENHSNKNEKSMPPSSNDNNDIFJJGNJNPNJKSS"};
// clang-format on

}  // namespace retainwise::csv
