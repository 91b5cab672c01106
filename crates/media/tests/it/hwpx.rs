//! Hidden channels of HWPX.

use super::plant::{Channel, all_closed};

const HWPX: &[(&str, &str)] = &[
    ("mimetype", "application/hwp+zip"),
    ("version.xml", "<hv:HCFVersion/>"),
    (
        "META-INF/container.xml",
        r#"<c:container><c:rootfiles><c:rootfile full-path="Contents/content.hpf"/></c:rootfiles></c:container>"#,
    ),
    (
        "Contents/content.hpf",
        r#"<opf:package><opf:metadata><opf:title>제목</opf:title><opf:meta name="keyword" content="text">협치</opf:meta></opf:metadata><opf:manifest><opf:item id="header" href="Contents/header.xml"/><opf:item id="section0" href="Contents/section0.xml"/></opf:manifest><opf:spine><opf:itemref idref="header"/><opf:itemref idref="section0"/></opf:spine></opf:package>"#,
    ),
    ("Contents/header.xml", "<hh:head><hh:trackchageConfig flags=\"56\"/></hh:head>"),
    ("Contents/section0.xml", "<hs:sec><hp:p><hp:run><hp:t>보이는 글</hp:t></hp:run></hp:p></hs:sec>"),
    ("settings.xml", "<ha:settings/>"),
];

#[rustfmt::skip]
const CHANNELS: &[Channel] = &[
    ("preview", &[("Preview/PrvText.txt", "", "ZQSENTINELQZ")]),
    ("creator", &[("Contents/content.hpf", "</opf:metadata>", r#"<opf:meta name="creator" content="text">ZQSENTINELQZ</opf:meta></opf:metadata>"#)]),
    ("creator in an attribute", &[("Contents/content.hpf", "</opf:metadata>", r#"<opf:meta name="creator" content="ZQSENTINELQZ"/></opf:metadata>"#)]),
    ("keyword with another attribute", &[("Contents/content.hpf", r#"name="keyword""#, r#"name="keyword" by="ZQSENTINELQZ""#)]),
    ("date", &[("Contents/content.hpf", "</opf:metadata>", r#"<opf:meta name="CreatedDate" content="text">ZQSENTINELQZ</opf:meta></opf:metadata>"#)]),
    ("element of another standard", &[("Contents/content.hpf", "</opf:metadata>", "<dc:creator>ZQSENTINELQZ</dc:creator></opf:metadata>")]),
    ("section that no spine names", &[("Contents/section1.xml", "", "<hs:sec><hp:t>ZQSENTINELQZ</hp:t></hs:sec>"), ("Contents/content.hpf", "</opf:manifest>", r#"<opf:item id="s1" href="Contents/section1.xml"/></opf:manifest>"#)]),
    ("member that no manifest names", &[("Contents/left.xml", "", "<a>ZQSENTINELQZ</a>")]),
    ("script", &[("Scripts/headerScripts.js", "", "ZQSENTINELQZ"), ("Contents/content.hpf", "</opf:manifest>", r#"<opf:item id="js" href="Scripts/headerScripts.js"/></opf:manifest>"#)]),
    ("history", &[("DocHistory/versionlog0.xml", "", "<a>ZQSENTINELQZ</a>")]),
    ("comment of a picture", &[("Contents/section0.xml", "<hp:run>", "<hp:run><hp:pic><hp:shapeComment>C:\\ZQSENTINELQZ.jpg</hp:shapeComment></hp:pic>")]),
    ("memo", &[("Contents/section0.xml", "<hp:run>", r#"<hp:run><hp:ctrl><hp:fieldBegin type="MEMO"><hp:t>ZQSENTINELQZ</hp:t></hp:fieldBegin></hp:ctrl>"#)]),
    ("hidden comment", &[("Contents/section0.xml", "<hp:run>", "<hp:run><hp:ctrl><hp:hiddenComment>ZQSENTINELQZ</hp:hiddenComment></hp:ctrl>")]),
    ("tracked change", &[("Contents/section0.xml", "<hp:t>", "<hp:t><hp:deleteBegin/>ZQSENTINELQZ<hp:deleteEnd/>")]),
    ("authors of tracked changes", &[("Contents/header.xml", "</hh:head>", r#"<hh:trackChangeAuthors><hh:trackChangeAuthor name="ZQSENTINELQZ"/></hh:trackChangeAuthors></hh:head>"#)]),
    ("picture that no section shows", &[("BinData/image1.png", "", "ZQSENTINELQZ"), ("Contents/content.hpf", "</opf:manifest>", r#"<opf:item id="image1" href="BinData/image1.png"/></opf:manifest>"#)]),
    ("embedded object", &[("BinData/ole1.ole", "", "ZQSENTINELQZ"), ("Contents/content.hpf", "</opf:manifest>", r#"<opf:item id="ole1" href="BinData/ole1.ole"/></opf:manifest>"#), ("Contents/section0.xml", "<hp:run>", r#"<hp:run><hp:ole binaryItemIDRef="ole1"/>"#)]),
    ("path of a linked document", &[("Contents/header.xml", "</hh:head>", r#"<hh:docOption><hh:linkinfo path="C:\ZQSENTINELQZ"/></hh:docOption></hh:head>"#)]),
    ("XML comment", &[("Contents/section0.xml", "</hs:sec>", "<!-- ZQSENTINELQZ --></hs:sec>")]),
    ("printer", &[("settings.xml", "<ha:settings/>", r#"<ha:settings><config:config-item-set name="PrintInfo">ZQSENTINELQZ</config:config-item-set></ha:settings>"#)]),
    ("tags for programs", &[("Contents/section0.xml", "<hp:run>", "<hp:run><hp:metaTag>ZQSENTINELQZ</hp:metaTag>")]),
    ("description in RDF", &[("META-INF/container.rdf", "", "<rdf:RDF>ZQSENTINELQZ</rdf:RDF>")]),
];

#[test]
fn hidden_content_of_hwpx_is_removed_or_refused() {
    assert_eq!(all_closed("a.hwpx", HWPX, CHANNELS), (17, 5));
}
