//! Small PDFs: objects as text, with a table and a trailer.

use gian_leakscan::Channel;

use super::{utf16, zip_of, zlib};

/// A PDF from objects in order (the first is number 1, the catalogue) and additional trailer entries.
fn build(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (i, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", out.len());
        out.extend(format!("{} 0 obj\n", i + 1).bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    out.extend(table.bytes());
    let size = objects.len() + 1;
    out.extend(format!("trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n").bytes());
    out
}

fn stream(keys: &str, data: &[u8]) -> Vec<u8> {
    [format!("<<{keys}/Length {}>>\nstream\n", data.len()).as_bytes(), data, b"\nendstream"].concat()
}

fn packed(keys: &str, data: &[u8]) -> Vec<u8> {
    stream(&format!("{keys}/Filter/FlateDecode"), &zlib(data))
}

/// A text string in hexadecimal digits of UTF-16.
fn string(text: &str) -> String {
    let wide = [&[0xfe, 0xff], utf16(text, false).as_slice()].concat();
    format!("<{}>", super::hex(&wide))
}

/// A map from codes starting at 1 to the characters of a text.
fn map(text: &str) -> Vec<u8> {
    let chars: String =
        text.chars().enumerate().map(|(i, c)| format!("<{:04x}> <{:04x}>\n", i + 1, c as u32)).collect();
    let count = text.chars().count();
    format!(
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
         {count} beginbfchar\n{chars}endbfchar endcmap"
    )
    .into_bytes()
}

/// Codes of the first letters of a map.
fn codes(from: usize, count: usize) -> String {
    (from..from + count).map(|i| format!("{i:04x}")).collect()
}

/// The objects of a page: 1 catalogue, 2 pages, 3 page, 4 content, 5 font with a map of `letters`, 6 the map.
fn page_objects(catalogue: &str, page: &str, content: &[u8], letters: &str) -> Vec<Vec<u8>> {
    let font = "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[]/ToUnicode 6 0 R>>";
    let simple = "/S <</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";
    vec![
        format!("<</Type/Catalog/Pages 2 0 R{catalogue}>>").into(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>".to_vec(),
        format!("<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R{simple}>>>>{page}>>").into(),
        packed("", content),
        font.into(),
        packed("", &map(letters)),
    ]
}

/// A page with text given as operators.
pub(crate) fn page(font: &[u8], operators: &str) -> Vec<u8> {
    let font = String::from_utf8(font.to_vec()).unwrap();
    build(&page_objects("", "", format!("BT {font} 9 Tf {operators} ET").as_bytes(), "가"), "")
}

/// A clean file with one more object at its end.
pub(crate) fn with_object(object: &[u8]) -> Vec<u8> {
    let mut objects = page_objects("/Extra 7 0 R", "", b"", "가");
    objects.push(b"null".to_vec());
    [build(&objects, ""), object.to_vec()].concat()
}

pub(crate) fn encrypted() -> Vec<u8> {
    build(&page_objects("", "", b"", "가"), "/Encrypt<</Filter/Standard>>")
}

pub(crate) fn with_unknown_font() -> Vec<u8> {
    let mut objects = page_objects("", "", b"BT /F 9 Tf <0001> Tj ET", "가");
    objects[4] = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[]>>".to_vec();
    build(&objects, "")
}

/// Text as codes, with another text before it in the map so that the codes alone reveal nothing.
fn shown(value: &str, operators: impl Fn(&str) -> String) -> Vec<u8> {
    let n = value.chars().count();
    build(&page_objects("", "", operators(&codes(3, n)).as_bytes(), &format!("본문{value}")), "")
}

fn clean(catalogue: &str, page: &str, more: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let content = b"BT /F 9 Tf 50 700 Td <00010002> Tj ET";
    build(&[page_objects(catalogue, page, content, "본문"), more.to_vec()].concat(), trailer)
}

pub(crate) fn plants(channel: Channel, v: &str) -> Vec<(&'static str, Vec<u8>)> {
    let s = string(v);
    match channel {
        Channel::PdfText => vec![
            ("visible", shown(v, |c| format!("BT /F 9 Tf 50 700 Td <{c}> Tj ET"))),
            ("under a box", shown(v, |c| format!("BT /F 9 Tf 50 700 Td <{c}> Tj ET 0 g 40 690 200 30 re f"))),
            ("off the page", shown(v, |c| format!("BT /F 9 Tf 1 0 0 1 -900 5000 Tm <{c}> Tj ET"))),
            ("white", shown(v, |c| format!("1 1 1 rg BT /F 9 Tf 3 Tr 50 700 Td <{c}> Tj ET"))),
            (
                "kerned",
                shown(v, |c| {
                    let items: String =
                        c.as_bytes().chunks(4).map(|g| format!("<{}>-120", String::from_utf8_lossy(g))).collect();
                    format!("BT /F 9 Tf 50 700 Td [{items}] TJ ET")
                }),
            ),
            (
                "glyph by glyph",
                shown(v, |c| {
                    let items: String = c
                        .as_bytes()
                        .chunks(4)
                        .map(|g| format!("<{}> Tj 9 0 Td ", String::from_utf8_lossy(g)))
                        .collect();
                    format!("BT /F 9 Tf 50 700 Td {items} ET")
                }),
            ),
            ("form", {
                let form = packed(
                    "/Type/XObject/Subtype/Form/Resources<</Font<</Q 5 0 R>>>>",
                    format!("BT /Q 9 Tf <{}> Tj ET", codes(1, v.chars().count())).as_bytes(),
                );
                let mut objects = page_objects("/X 7 0 R", "", b"", v);
                objects.push(form);
                build(&objects, "")
            }),
        ],
        Channel::PdfToUnicode => vec![
            ("unused characters", build(&page_objects("", "", b"", &format!("본문{v}")), "")),
            ("one entry", {
                let mut objects = page_objects("", "", b"", "가");
                objects[5] = packed(
                    "",
                    format!("begincmap 1 beginbfchar <0001> <{}> endbfchar endcmap", super::hex(&utf16(v, false)))
                        .as_bytes(),
                );
                build(&objects, "")
            }),
        ],
        Channel::PdfAltText => vec![
            ("Alt", clean("/StructTreeRoot 7 0 R", "", &[format!("<</Type/StructElem/S/Figure/Alt {s}>>").into()], "")),
            (
                "ActualText UTF-8",
                clean(
                    "/StructTreeRoot 7 0 R",
                    "",
                    &[[b"<</Type/StructElem/S/Span/ActualText(\xef\xbb\xbf", v.as_bytes(), b")>>"].concat()],
                    "",
                ),
            ),
            (
                "marked content",
                build(&page_objects("", "", format!("/Span<</ActualText {s}>>BDC EMC").as_bytes(), "가"), ""),
            ),
            ("in an object stream", {
                let inner = format!("8 0 <</Type/StructElem/S/Figure/Alt {s}>>");
                clean("/StructTreeRoot 8 0 R/Y 7 0 R", "", &[packed("/Type/ObjStm/N 1/First 4", inner.as_bytes())], "")
            }),
        ],
        Channel::PdfBookmark => {
            vec![("title", clean("/Outlines 7 0 R", "", &[format!("<</Title {s}/Parent 1 0 R>>").into()], ""))]
        }
        Channel::PdfInfo => vec![
            ("Author", clean("", "", &[format!("<</Author {s}>>").into()], "/Info 7 0 R")),
            ("CP949", clean("", "", &[[b"<</Author(".as_slice(), &super::cp949(v), b")>>"].concat()], "/Info 7 0 R")),
        ],
        Channel::PdfXmp => {
            let xmp = format!("<?xpacket?><x:xmpmeta xmlns:x='a'><dc:title>{v}</dc:title></x:xmpmeta>");
            vec![("title", clean("/Metadata 7 0 R", "", &[stream("/Type/Metadata/Subtype/XML", xmp.as_bytes())], ""))]
        }
        Channel::PdfEmbeddedFile => {
            let names = "/Names<</EmbeddedFiles<</Names[(a) 7 0 R]>>>>";
            let spec = |name: &str| format!("<</Type/Filespec/F(a)/UF {name}/EF<</F 8 0 R>>>>").into_bytes();
            let file = zip_of(&[("a.csv", format!("a,b\n{v},2\n").as_bytes())]);
            vec![
                ("content", clean(names, "", &[spec("(a)"), packed("/Type/EmbeddedFile", &file)], "")),
                ("name", clean(names, "", &[spec(&s), packed("/Type/EmbeddedFile", b"text")], "")),
            ]
        }
        Channel::PdfAnnotation => vec![(
            "contents",
            clean(
                "",
                "/Annots[7 0 R]",
                &[format!("<</Type/Annot/Subtype/Text/Rect[0 0 1 1]/Contents {s}>>").into()],
                "",
            ),
        )],
        Channel::PdfForm => {
            vec![("value", clean("/AcroForm<</Fields[7 0 R]>>", "", &[format!("<</FT/Tx/T(name)/V {s}>>").into()], ""))]
        }
        Channel::PdfOlderRevision => vec![("replaced", {
            let old = clean("/Z 7 0 R", "", &[format!("<</Note {s}>>").into()], "");
            let at = old.len();
            let new = format!(
                "7 0 obj\n<</Note(x)>>\nendobj\nxref\n7 1\n{at:010} 00000 n \ntrailer\n<</Size 8/Root 1 0 R/Prev 9>>\nstartxref\n{}\n%%EOF\n",
                at + 34
            );
            [old, new.into_bytes()].concat()
        })],
        Channel::PdfUnreachable => vec![
            ("object", clean("", "", &[format!("<</Note {s}>>").into()], "")),
            ("content", {
                let mut objects = page_objects("", "", b"", &format!("본문{v}"));
                objects.push(packed("", format!("BT /F 9 Tf <{}> Tj ET", codes(3, v.chars().count())).as_bytes()));
                build(&objects, "")
            }),
        ],
        Channel::PdfComment => vec![
            ("between objects", insert(&clean("", "", &[], ""), b"1 0 obj", format!("% {v}\n").as_bytes())),
            ("in an object", insert(&clean("", "", &[], ""), b"/Type/Pages", format!("% {v}\n").as_bytes())),
            ("in content", build(&page_objects("", "", format!("% {v}\nBT ET").as_bytes(), "가"), "")),
        ],
        Channel::PdfAfterEnd => vec![
            ("text", [clean("", "", &[], "").as_slice(), v.as_bytes()].concat()),
            ("CP949", [clean("", "", &[], "").as_slice(), &super::cp949(v)].concat()),
        ],
        Channel::PdfObject => vec![
            ("string", clean("/Own <</K {}>>".replace("{}", &s).as_str(), "", &[], "")),
            (
                "name",
                clean(&format!("/Own /{}", v.bytes().map(|b| format!("#{b:02X}")).collect::<String>()), "", &[], ""),
            ),
            ("stream", clean("/Own 7 0 R", "", &[packed("", format!("본문 {v}").as_bytes())], "")),
            (
                "two filters",
                clean(
                    "/Own 7 0 R",
                    "",
                    &[stream(
                        "/Filter[/AHx/RL]",
                        format!("{:02x}{}80>", v.len() - 1, super::hex(v.as_bytes())).as_bytes(),
                    )],
                    "",
                ),
            ),
            // Only the second reader supports this filter.
            ("differences of two bytes", clean("/Own 7 0 R", "", &[differences(v)], "")),
        ],
        _ => Vec::new(),
    }
}

/// A stream in which each pair of bytes is the difference from the previous pair.
fn differences(text: &str) -> Vec<u8> {
    let text = if text.len().is_multiple_of(2) { text.to_owned() } else { format!("{text} ") };
    let pairs: Vec<u16> = text.as_bytes().chunks(2).map(|p| u16::from_be_bytes([p[0], p[1]])).collect();
    let before = std::iter::once(&0).chain(&pairs);
    let data: Vec<u8> =
        pairs.iter().zip(before).flat_map(|(now, before)| now.wrapping_sub(*before).to_be_bytes()).collect();
    let settings = format!("/DecodeParms<</Predictor 2/BitsPerComponent 16/Columns {}>>", pairs.len());
    packed(&settings, &data)
}

fn insert(bytes: &[u8], before: &[u8], what: &[u8]) -> Vec<u8> {
    let at = bytes.windows(before.len()).position(|w| w == before).unwrap();
    [&bytes[..at], what, &bytes[at..]].concat()
}
