//! Hidden channels of PDF.

use std::fmt::Write as _;

use gian_media::attachment::publish;

use super::plant::{WORD, is_clean};

/// A file with one page, made of objects in order: catalog, pages, page, content, font, then those of the channel.
fn pdf(catalog: &str, page: &str, content: &str, others: &[&str], trailer: &str) -> Vec<u8> {
    let mut objects = vec![
        format!("<</Type/Catalog/Pages 2 0 R{catalog}>>"),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</Im 6 0 R>>/ExtGState<</G <</ca 0.3>>>>>>{page}>>"),
        format!("<</Length {}>>\nstream\n{content}\nendstream", content.len() + 1),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
        "<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>\nstream\nx\nendstream".to_owned(),
    ];
    objects.extend(others.iter().map(|o| (*o).to_owned()));
    let mut out = "%PDF-1.7\n".to_owned();
    let mut table = String::new();
    for (i, object) in objects.iter().enumerate() {
        writeln!(table, "{:010} 00000 n ", out.len()).unwrap();
        write!(out, "{} 0 obj\n{object}\nendobj\n", i + 1).unwrap();
    }
    let start = out.len();
    let size = objects.len() + 1;
    write!(out, "xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n").unwrap();
    out.into_bytes()
}

const SHOWN: &str = "BT /F1 12 Tf 100 700 Td (shown) Tj ET";

fn stream(entries: &str, data: &str) -> String {
    format!("<<{entries}/Length {}>>\nstream\n{data}\nendstream", data.len())
}

/// Names of channels, and a file with each.
type Channels = Vec<(&'static str, Vec<u8>)>;

/// Channels that are removed, and those that are refused.
fn channels() -> (Channels, Channels) {
    let annotation = |entries: &str| {
        pdf("", "/Annots[7 0 R]", SHOWN, &[&format!("<</Type/Annot/Rect[90 90 200 200]{entries}>>")], "")
    };
    let earlier = {
        let mut bytes = pdf("", "", SHOWN, &["(ZQSENTINELQZ)"], "");
        let previous = String::from_utf8_lossy(&bytes).rfind("xref\n0").unwrap();
        let at = bytes.len();
        let object = "7 0 obj\n(new)\nendobj\n";
        bytes.extend_from_slice(object.as_bytes());
        let start = at + object.len();
        bytes.extend_from_slice(format!("xref\n7 1\n{at:010} 00000 n \ntrailer\n<</Size 8/Root 1 0 R/Prev {previous}>>\nstartxref\n{start}\n%%EOF\n").as_bytes());
        bytes
    };
    let removed = vec![
        ("author", pdf("", "", SHOWN, &["<</Author(ZQSENTINELQZ)/Title(T)>>"], "/Info 7 0 R")),
        (
            "producer and date",
            pdf("", "", SHOWN, &["<</Producer(ZQSENTINELQZ)/CreationDate(D:20190101000000Z)>>"], "/Info 7 0 R"),
        ),
        ("own key of the information", pdf("", "", SHOWN, &["<</Company(ZQSENTINELQZ)>>"], "/Info 7 0 R")),
        ("XMP", pdf("/Metadata 7 0 R", "", SHOWN, &[&stream("/Type/Metadata/Subtype/XML", "<x>ZQSENTINELQZ</x>")], "")),
        (
            "XMP of a page",
            pdf("", "/Metadata 7 0 R", SHOWN, &[&stream("/Type/Metadata/Subtype/XML", "<x>ZQSENTINELQZ</x>")], ""),
        ),
        ("data of a program", pdf("", "/PieceInfo<</A<</Private(ZQSENTINELQZ)>>>>", SHOWN, &[], "")),
        ("preview of a page", pdf("", "/Thumb 7 0 R", SHOWN, &[&stream("", "ZQSENTINELQZ")], "")),
        ("object that nothing names", pdf("", "", SHOWN, &["(ZQSENTINELQZ)"], "")),
        ("earlier revision", earlier),
        ("after the end", [pdf("", "", SHOWN, &[], ""), WORD.as_bytes().to_vec()].concat()),
        (
            "before the first object",
            String::from_utf8(pdf("", "", SHOWN, &[], ""))
                .unwrap()
                .replacen("\n1 0 obj", "\n%ZQSENTINELQZ\n1 0 obj", 1)
                .into_bytes(),
        ),
        ("note", annotation("/Subtype/Text/Contents(ZQSENTINELQZ)")),
        ("author of a highlight", annotation("/Subtype/Highlight/T(ZQSENTINELQZ)/QuadPoints[0 0 1 0 1 1 0 1]")),
        ("comment on a highlight", annotation("/Subtype/Highlight/Contents(ZQSENTINELQZ)/RC(x)")),
        ("hidden annotation", annotation("/Subtype/Square/F 2/Contents(ZQSENTINELQZ)/AP(ZQSENTINELQZ)")),
        ("article", pdf("/Threads[<</I<</Author(ZQSENTINELQZ)>>>>]", "", SHOWN, &[], "")),
    ];
    let script = "<</S/JavaScript/JS(ZQSENTINELQZ)>>";
    let text = |content: &str| pdf("", "", content, &[], "");
    let refused = vec![
        ("script at the opening", pdf("/OpenAction 7 0 R", "", SHOWN, &[script], "")),
        ("named script", pdf("/Names<</JavaScript<</Names[(a) 7 0 R]>>>>", "", SHOWN, &[script], "")),
        ("script of a page", pdf("", "/AA<</O 7 0 R>>", SHOWN, &[script], "")),
        ("script of a link", annotation("/Subtype/Link/A<</S/JavaScript/JS(ZQSENTINELQZ)>>")),
        (
            "script after a link",
            annotation("/Subtype/Link/A<</S/URI/URI(http://a)/Next<</S/JavaScript/JS(ZQSENTINELQZ)>>>>"),
        ),
        ("program", annotation("/Subtype/Link/A<</S/Launch/F(ZQSENTINELQZ)>>")),
        (
            "embedded file",
            pdf(
                "/Names<</EmbeddedFiles<</Names[(a) 7 0 R]>>>>",
                "",
                SHOWN,
                &["<</Type/Filespec/F(a)/EF<</F 8 0 R>>>>", &stream("/Type/EmbeddedFile", "ZQSENTINELQZ")],
                "",
            ),
        ),
        ("attached file", annotation("/Subtype/FileAttachment/FS<</F(ZQSENTINELQZ)>>")),
        ("portfolio", pdf("/Collection<</D(ZQSENTINELQZ)>>", "", SHOWN, &[], "")),
        ("form data", pdf("/AcroForm<</Fields[7 0 R]>>", "", SHOWN, &["<</FT/Tx/T(a)/V(ZQSENTINELQZ)>>"], "")),
        ("XFA", pdf("/AcroForm<</Fields[]/XFA(ZQSENTINELQZ)>>", "", SHOWN, &[], "")),
        (
            "layer that is off",
            pdf("/OCProperties<</OCGs[7 0 R]/D<</OFF[7 0 R]>>>>", "", SHOWN, &["<</Type/OCG/Name(ZQSENTINELQZ)>>"], ""),
        ),
        (
            "layer that is on unless it is on",
            pdf(
                "/OCProperties<</OCGs[7 0 R]/D<<>>>>",
                "/A 8 0 R",
                SHOWN,
                &["<</Type/OCG/Name(ZQSENTINELQZ)>>", "<</Type/OCMD/OCGs 7 0 R/P/AllOff>>"],
                "",
            ),
        ),
        ("mark for redaction", annotation("/Subtype/Redact/OverlayText(ZQSENTINELQZ)")),
        ("invisible text", text("BT /F1 12 Tf 3 Tr 100 700 Td (ZQSENTINELQZ) Tj ET")),
        ("text below a black box", text("BT /F1 12 Tf 100 700 Td (ZQSENTINELQZ) Tj ET 0 g 90 690 200 30 re f")),
        (
            "word in a line below a black box",
            text("BT /F1 12 Tf 100 700 Td (the name is ZQSENTINELQZ as everyone knows) Tj ET 0 g 172 695 60 18 re f"),
        ),
        (
            "text below a box of lines",
            text("BT /F1 12 Tf 100 700 Td (ZQSENTINELQZ) Tj ET 1 g 90 690 m 300 690 l 300 720 l 90 720 l h f"),
        ),
        ("text below a picture", text("BT /F1 12 Tf 100 700 Td (ZQSENTINELQZ) Tj ET q 200 0 0 30 90 690 cm /Im Do Q")),
        ("text beside the page", text("BT /F1 12 Tf 900 700 Td (ZQSENTINELQZ) Tj ET")),
        (
            "text outside the crop",
            pdf("", "/CropBox[0 0 600 400]", "BT /F1 12 Tf 100 700 Td (ZQSENTINELQZ) Tj ET", &[], ""),
        ),
        (
            "text below a filled annotation",
            pdf(
                "",
                "/Annots[7 0 R]",
                "BT /F1 12 Tf 100 700 Td (ZQSENTINELQZ) Tj ET",
                &["<</Type/Annot/Subtype/Square/Rect[90 690 300 720]/IC[0 0 0]>>"],
                "",
            ),
        ),
        (
            "encrypted",
            pdf("", "", "BT (ZQSENTINELQZ) Tj ET", &["<</Filter/Standard/V 1/R 2/O(x)/U(y)/P -1>>"], "/Encrypt 7 0 R"),
        ),
        (
            "author of a signed file",
            pdf(
                "/AcroForm<</Fields[8 0 R]>>",
                "",
                SHOWN,
                &["<</Author(ZQSENTINELQZ)>>", "<</FT/Sig/T(s)/V<</Type/Sig/ByteRange[0 1 2 3]/Contents(x)>>>>"],
                "/Info 7 0 R",
            ),
        ),
    ];
    (removed, refused)
}

#[test]
fn hidden_content_of_pdf_is_removed_or_refused() {
    let (removed, refused) = channels();
    assert_eq!((removed.len(), refused.len()), (16, 24));
    for (what, bytes) in removed {
        let copy = publish("a.pdf", bytes).unwrap_or_else(|e| panic!("{what}: {}", e.en));
        is_clean(what, "a.pdf", &copy);
        assert!(String::from_utf8_lossy(&copy.bytes).contains("(shown) Tj"), "{what}");
    }
    for (what, bytes) in refused {
        let why = publish("a.pdf", bytes).map(|_| ()).expect_err(what);
        assert!(
            !why.en.contains("damaged") && !why.ko.contains(WORD) && why.ko.contains("십시오"),
            "{what}: {}",
            why.en
        );
    }
}

#[test]
fn what_a_reader_sees_is_no_hidden_content() {
    for (what, content) in [
        ("text above a box", "0 g 90 690 200 30 re f 1 g BT /F1 12 Tf 100 700 Td (shown) Tj ET"),
        ("a transparent box", "BT /F1 12 Tf 100 700 Td (shown) Tj ET /G gs 90 690 200 30 re f"),
        ("a frame", "BT /F1 12 Tf 100 700 Td (shown) Tj ET 80 680 300 50 re 85 685 290 40 re f*"),
        ("a line below", "BT /F1 12 Tf 100 700 Td (shown) Tj ET 100 697 40 1 re f"),
        ("recognized text above a scan", "q 600 0 0 800 0 0 cm /Im Do Q BT /F1 12 Tf 3 Tr 100 700 Td (shown) Tj ET"),
        ("recognized text below a scan", "BT /F1 12 Tf 100 700 Td (shown) Tj ET q 600 0 0 800 0 0 cm /Im Do Q"),
    ] {
        publish("a.pdf", pdf("", "", content, &[], "")).unwrap_or_else(|e| panic!("{what}: {}", e.en));
    }
    // A signed file without hidden content is published as it is.
    let signed = pdf(
        "/AcroForm<</Fields[7 0 R]>>",
        "",
        SHOWN,
        &["<</FT/Sig/T(s)/V<</Type/Sig/ByteRange[0 1 2 3]/Contents(x)>>>>"],
        "",
    );
    assert_eq!(publish("a.pdf", signed.clone()).unwrap().bytes, signed);
    // A standard that the file follows is still told.
    let xmp = stream(
        "/Type/Metadata/Subtype/XML",
        "<r xmlns:pdfaid=\"a\" xmlns:dc=\"d\"><d pdfaid:part=\"2\" pdfaid:conformance=\"A\"/><dc:creator>x</dc:creator></r>",
    );
    let copy = publish("a.pdf", pdf("/Metadata 7 0 R", "", SHOWN, &[&xmp], "")).unwrap();
    let text = String::from_utf8_lossy(&copy.bytes).into_owned();
    assert!(text.contains("pdfaid:part=\"2\"") && !text.contains("dc:creator"));
}
