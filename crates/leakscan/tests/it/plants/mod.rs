//! Files with a leak, at least one for each channel, built byte by byte.

pub(crate) mod pdf;

use std::io::{Cursor, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use encoding_rs::EUC_KR;
use gian_leakscan::Channel;
use unicode_normalization::UnicodeNormalization;

/// A file with a leak.
pub(crate) struct Plant {
    pub what: &'static str,
    pub name: String,
    pub bytes: Vec<u8>,
}

fn plant(what: &'static str, bytes: impl Into<Vec<u8>>) -> Plant {
    Plant { what, name: "file".into(), bytes: bytes.into() }
}

fn html(body: &str) -> String {
    format!("<!doctype html><html lang=ko><head><title>제목</title></head><body>{body}</body></html>")
}

fn utf16(text: &str, little: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
}

fn cp949(text: &str) -> Vec<u8> {
    EUC_KR.encode(text).0.into_owned()
}

fn percent(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("%{b:02X}")).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn escaped(text: &str, form: fn(u16) -> String) -> String {
    text.encode_utf16().map(form).collect()
}

/// The plants of a channel; the match has no `_`, so that a new channel needs one.
pub(crate) fn plants(channel: Channel, v: &str) -> Vec<Plant> {
    let bytes = v.as_bytes();
    let u = |text: &str| escaped(text, |c| format!("\\u{c:04x}"));
    match channel {
        Channel::FileName => [v.to_owned(), v.nfd().collect(), percent(bytes), percent(&cp949(v))]
            .map(|name| Plant { what: "name", name: format!("d/{name}.html"), bytes: html("본문").into() })
            .into(),
        Channel::PdfText
        | Channel::PdfToUnicode
        | Channel::PdfAltText
        | Channel::PdfBookmark
        | Channel::PdfInfo
        | Channel::PdfXmp
        | Channel::PdfEmbeddedFile
        | Channel::PdfAnnotation
        | Channel::PdfForm
        | Channel::PdfOlderRevision
        | Channel::PdfUnreachable
        | Channel::PdfComment
        | Channel::PdfAfterEnd
        | Channel::PdfObject => pdf::plants(channel, v).into_iter().map(|(what, bytes)| plant(what, bytes)).collect(),
        Channel::ImageMetadata => vec![
            plant("PNG tEXt", png(&[(b"tEXt", &[b"Comment\0", bytes].concat())])),
            plant("PNG zTXt", png(&[(b"zTXt", &[b"Comment\0\0", zlib(bytes).as_slice()].concat())])),
            plant("PNG iTXt", png(&[(b"iTXt", &[b"Comment\0\0\0ko\0\0", bytes].concat())])),
            plant(
                "PNG iTXt compressed",
                png(&[(b"iTXt", &[b"Comment\0\x01\0ko\0\0", zlib(bytes).as_slice()].concat())]),
            ),
            plant("PNG eXIf", png(&[(b"eXIf", &exif(bytes, 0x010e, 2))])),
            plant("JPEG comment", jpeg(0xfe, bytes)),
            plant("JPEG comment CP949", jpeg(0xfe, &cp949(v))),
            plant(
                "JPEG XMP",
                jpeg(0xe1, &[b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>", bytes, b"</x:xmpmeta>"].concat()),
            ),
            plant("JPEG EXIF", jpeg(0xe1, &[b"Exif\0\0".as_slice(), &exif(bytes, 0x010e, 2)].concat())),
            plant("JPEG EXIF title", jpeg(0xe1, &[b"Exif\0\0".as_slice(), &exif(&utf16(v, true), 0x9c9b, 1)].concat())),
            plant(
                "GIF comment",
                [b"GIF89a\x01\0\x01\0\0\0\0!\xfe".as_slice(), &[bytes.len() as u8], bytes, b"\0;"].concat(),
            ),
        ],
        Channel::ImageAfterEnd => vec![
            plant("PNG", [png(&[]).as_slice(), bytes].concat()),
            plant("JPEG", [jpeg(0xfe, b"x").as_slice(), &cp949(v)].concat()),
            plant("ZIP after a PNG", [png(&[]), zip_of(&[("a.txt", bytes)])].concat()),
        ],
        Channel::HtmlText => vec![
            plant("text", html(v)),
            plant("decimal", html(&escaped(v, |c| format!("&#{c};")))),
            plant("hexadecimal", html(&escaped(v, |c| format!("&#x{c:X};")))),
            plant("tags", html(&v.chars().map(|c| format!("<b>{c}</b>")).collect::<String>())),
            plant("zero width", html(&v.chars().map(|c| format!("{c}\u{200b}")).collect::<String>())),
            plant("decomposed", html(&v.nfd().collect::<String>())),
        ],
        Channel::HtmlAttribute => vec![
            plant("alt", html(&format!("<img alt='{v}'>"))),
            plant("repeated", html(&format!("<a title=a data-x='{}'>", escaped(v, |c| format!("&#{c};"))))),
            plant("name", html(&format!("<a data-{v}>"))),
        ],
        Channel::HtmlComment => vec![
            plant("comment", html(&format!("<!-- {v} -->"))),
            plant("doctype", format!("<!doctype html '{v}'><html>")),
        ],
        Channel::Script => vec![
            plant("in a page", html(&format!("<script>let a = '{v}';</script>"))),
            plant("escaped", html(&format!("<script>let a = '{}';</script>", u(v)))),
            plant("file", format!("const a = \"{}\";\n", escaped(v, |c| format!("\\u{{{c:x}}}")))),
            plant(
                "bytes",
                format!("var a = \"{}\";\n", bytes.iter().map(|b| format!("\\x{b:02x}")).collect::<String>()),
            ),
        ],
        Channel::Style => vec![
            plant("in a page", html(&format!("<style>p::after {{ content: '{v}'; }}</style>"))),
            plant("escaped", format!("p::after {{ content: \"{}\"; }}\n", escaped(v, |c| format!("\\{c:x} ")))),
        ],
        Channel::Json => vec![
            plant("escaped", format!(r#"{{"a": ["{}"]}}"#, u(v))),
            plant("plain", format!(r#"{{"a": "{v}"}}"#)),
            plant("key", format!(r#"{{"{}": 1}}"#, u(v))),
            plant("UTF-16", [&[0xff, 0xfe], utf16(&format!(r#"{{"a": "{v}"}}"#), true).as_slice()].concat()),
        ],
        Channel::Xml => vec![
            plant("text", format!("<?xml version='1.0'?><feed xmlns='x'><title>{v}</title></feed>")),
            plant("references", format!("<?xml version='1.0'?><a>{}</a>", escaped(v, |c| format!("&#x{c:x};")))),
            plant("CDATA", format!("<?xml version='1.0'?><a><![CDATA[<b>{v}</b>]]></a>")),
            plant(
                "escaped HTML",
                format!(
                    "<?xml version='1.0'?><a>&lt;b title=&quot;{}&quot;&gt;</a>",
                    escaped(v, |c| format!("&amp;#{c};"))
                ),
            ),
        ],
        Channel::Svg => vec![
            plant("text", format!("<svg xmlns='x'><text><tspan>{v}</tspan></text></svg>")),
            plant(
                "title",
                format!("<?xml version='1.0'?><svg><desc>{}</desc></svg>", escaped(v, |c| format!("&#{c};"))),
            ),
        ],
        Channel::Csv => {
            let table = format!("이름,값\r\n{v},1\r\n");
            vec![
                plant("UTF-8", table.clone()),
                plant("CP949", cp949(&table)),
                plant("UTF-16LE", [&[0xff, 0xfe], utf16(&table, true).as_slice()].concat()),
                plant("UTF-16BE", [&[0xfe, 0xff], utf16(&table, false).as_slice()].concat()),
                plant("UTF-16LE without a mark", utf16(&table, true)),
            ]
        }
        Channel::PlainText => vec![
            plant("text", format!("본문 {v} 끝")),
            plant("octal", bytes.iter().map(|b| format!("\\{b:03o}")).collect::<String>()),
            plant("quoted-printable", bytes.iter().map(|b| format!("={b:02X}")).collect::<String>()),
        ],
        Channel::Percent => vec![
            plant("link", html(&format!("<a href='?q={}'>", percent(bytes)))),
            plant("CP949", format!("q={}", percent(&cp949(v)))),
        ],
        Channel::Base64 => vec![
            plant("bare", format!("x = '{}'", STANDARD.encode(v))),
            plant("longer", format!("x = '{}'", STANDARD.encode(format!("a{v} 그리고 더 긴 글이 있다")))),
            plant("address", html(&format!("<a href='data:text/plain;base64,{}'>", STANDARD.encode(format!("ab{v}"))))),
            plant(
                "picture",
                html(&format!(
                    "<a href='data:image/svg+xml;base64,{}'>",
                    STANDARD.encode(format!("<svg xmlns='x'><text>{v}</text></svg>"))
                )),
            ),
        ],
        Channel::Hex => vec![
            plant("UTF-8", format!("x = {}", hex(bytes))),
            plant("wide", format!("x = {}", hex(&utf16(&format!("가나{v}"), false)))),
        ],
        Channel::ZipMember => vec![
            plant("text", zip_of(&[("a.txt", bytes)])),
            plant("HTML", zip_of(&[("b/a.html", html(&escaped(v, |c| format!("&#{c};"))).as_bytes())])),
            plant("in another", zip_of(&[("b.zip", &zip_of(&[("a.txt", &cp949(&format!("본문 {v}")))]))])),
        ],
        Channel::ZipName => vec![
            plant("UTF-8", zip_of(&[(&format!("{v}.txt"), b"text")])),
            plant("decomposed", zip_of(&[(&v.nfd().collect::<String>(), b"text")])),
        ],
        Channel::ZipComment => vec![
            plant("of the file", zip(&[("a.txt", b"text")], b"", bytes)),
            plant("CP949", zip(&[("a.txt", b"text")], b"", &cp949(v))),
        ],
        Channel::ZipExtra => {
            let field = [b"up".as_slice(), &(bytes.len() as u16 + 5).to_le_bytes(), b"\x01\0\0\0\0", bytes].concat();
            vec![plant("name", zip(&[("a.txt", b"text")], &field, b""))]
        }
        Channel::ZipHidden => vec![
            plant("after the end", [zip_of(&[("a.txt", b"text")]).as_slice(), bytes].concat()),
            plant("before", [format!("앞 {v} \0\x01").as_bytes(), &zip_of(&[("a.txt", b"text")])].concat()),
            plant("unlisted", unlisted(bytes)),
        ],
        Channel::Gzip => vec![
            plant("text", gzip(bytes)),
            plant("second", [gzip(b"text"), gzip(bytes)].concat()),
            plant("after the end", [gzip(b"text").as_slice(), bytes].concat()),
        ],
        Channel::HwpxPreview => vec![plant("preview", hwpx(&[("Preview/PrvText.txt", bytes)]))],
        Channel::HwpxContent => vec![plant(
            "section",
            hwpx(&[("Contents/section0.xml", format!("<?xml version='1.0'?><hp:t>{v}</hp:t>").as_bytes())]),
        )],
        Channel::Ole => {
            let record = [&[0x43, 0, 0x40, 1], utf16(&format!("가나 {v} 다라"), true).as_slice(), &[1, 2, 3]].concat();
            vec![
                plant("deflate", ole("BodyText/Section0", &deflate(&record))),
                plant("plain", ole("PrvText", &utf16(v, true))),
                plant("odd", ole("X", &[&[7], utf16(&format!("가{v}나"), true).as_slice()].concat())),
            ]
        }
        Channel::Binary => vec![plant("UTF-8", [&[1, 2, 0xff, 0], bytes, &[0xfe, 3]].concat())],
    }
}

pub(crate) fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

pub(crate) fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

/// A picture of one dot with additional chunks.
pub(crate) fn png(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let pixels = zlib(&[0, 0]);
    let first: (&[u8; 4], &[u8]) = (b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    for (name, data) in [first].iter().chain(chunks).chain(&[(b"IDAT", pixels.as_slice()), (b"IEND", &[])]) {
        out.extend((data.len() as u32).to_be_bytes());
        out.extend(*name);
        out.extend(*data);
        out.extend([0; 4]);
    }
    out
}

fn jpeg(marker: u8, data: &[u8]) -> Vec<u8> {
    let length = (data.len() as u16 + 2).to_be_bytes();
    let scan = b"\xff\xda\0\x08\x01\x01\0\0\x3f\0\x12\xff\0\x34\xff\xd9";
    [b"\xff\xd8\xff".as_slice(), &[marker], &length, data, scan].concat()
}

fn exif(text: &[u8], tag: u16, kind: u16) -> Vec<u8> {
    let padded = [text, &[0, 0, 0, 0, 0]].concat();
    let mut out = b"II*\0\x08\0\0\0\x01\0".to_vec();
    out.extend(tag.to_le_bytes());
    out.extend(kind.to_le_bytes());
    out.extend((padded.len() as u32).to_le_bytes());
    out.extend(26u32.to_le_bytes());
    out.extend([0; 4]);
    out.extend(padded);
    out
}

pub(crate) fn zip_of(members: &[(&str, &[u8])]) -> Vec<u8> {
    zip(members, b"", b"")
}

fn hwpx(members: &[(&str, &[u8])]) -> Vec<u8> {
    let first: (&str, &[u8]) = ("mimetype", b"application/hwp+zip");
    zip_of(&[&[first], members].concat())
}

/// A ZIP file; small members are stored, larger ones compressed.
fn zip(members: &[(&str, &[u8])], extra: &[u8], comment: &[u8]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, data) in members {
        let is_packed = data.len() > 20;
        let packed = if is_packed { deflate(data) } else { data.to_vec() };
        let mut head = vec![20, 0, 0, 0, if is_packed { 8 } else { 0 }, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        head.extend((packed.len() as u32).to_le_bytes());
        head.extend((data.len() as u32).to_le_bytes());
        head.extend((name.len() as u16).to_le_bytes());
        head.extend((extra.len() as u16).to_le_bytes());
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&head);
        directory.extend([0; 10]);
        directory.extend((out.len() as u32).to_le_bytes());
        directory.extend([name.as_bytes(), extra].concat());
        out.extend(b"PK\x03\x04");
        out.extend(&head);
        out.extend([name.as_bytes(), extra, &packed].concat());
    }
    let at = out.len() as u32;
    let count = (members.len() as u16).to_le_bytes();
    out.extend(&directory);
    out.extend(
        [b"PK\x05\x06\0\0\0\0".as_slice(), &count, &count, &(directory.len() as u32).to_le_bytes(), &at.to_le_bytes()]
            .concat(),
    );
    out.extend((comment.len() as u16).to_le_bytes());
    out.extend(comment);
    out
}

/// A ZIP file with a member that its directory does not list.
fn unlisted(data: &[u8]) -> Vec<u8> {
    let whole = zip_of(&[("hidden.txt", data)]);
    let end = whole.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    [&whole[..end], &zip_of(&[("a.txt", b"text")])].concat()
}

fn ole(name: &str, data: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    if let Some((folder, _)) = name.split_once('/') {
        file.create_storage(folder).unwrap();
    }
    file.create_stream(name).unwrap().write_all(data).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}
