//! Hidden channels of OOXML and ODF.

use gian_media::attachment::publish;

use super::plant::{Channel, all_closed, planted};

const RELATIONSHIPS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="main/main.xml"/></Relationships>"#;

const XLSX: &[(&str, &str)] = &[
    (
        "[Content_Types].xml",
        r#"<Types xmlns="t"><Default Extension="rels" ContentType="r"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" ContentType="application/bin"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/><Override PartName="/main/main.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/main/strings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/><Override PartName="/main/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/main/pivot.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheDefinition+xml"/></Types>"#,
    ),
    ("_rels/.rels", RELATIONSHIPS),
    (
        "main/main.xml",
        r#"<workbook xmlns:r="r"><workbookPr/><sheets><sheet name="견적" sheetId="1" r:id="s1"/><sheet name="둘째" sheetId="2" r:id="s2"/></sheets><definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">견적!$1:$1</definedName></definedNames></workbook>"#,
    ),
    (
        "main/_rels/main.xml.rels",
        r#"<Relationships xmlns="p"><Relationship Id="s1" Type="x/worksheet" Target="sheet1.xml"/><Relationship Id="s2" Type="x/worksheet" Target="sheet2.xml"/><Relationship Id="s3" Type="x/sharedStrings" Target="strings.xml"/><Relationship Id="s4" Type="x/styles" Target="styles.xml"/></Relationships>"#,
    ),
    (
        "main/sheet1.xml",
        r#"<worksheet xmlns:r="r"><cols><col min="5" max="5" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="9" hidden="1"/></sheetData></worksheet>"#,
    ),
    ("main/sheet2.xml", "<worksheet><sheetData/></worksheet>"),
    ("main/strings.xml", "<sst><si><t>보이는 글</t></si></sst>"),
    (
        "main/styles.xml",
        r#"<styleSheet><numFmts><numFmt numFmtId="170" formatCode=";;;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>"#,
    ),
];

const SHEETS: &str = "main/_rels/sheet1.xml.rels";

#[rustfmt::skip]
const XLSX_CHANNELS: &[Channel] = &[
    ("hidden sheet", &[("main/main.xml", r#"sheetId="2""#, r#"sheetId="2" state="hidden""#), ("main/sheet2.xml", "<sheetData/>", r#"<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>ZQSENTINELQZ</t></is></c></row></sheetData>"#)]),
    ("very hidden sheet", &[("main/main.xml", r#"sheetId="2""#, r#"sheetId="2" state="veryHidden""#), ("main/sheet2.xml", "<sheetData/>", r#"<sheetData><row r="1"><c r="A1" t="str"><v>ZQSENTINELQZ</v></c></row></sheetData>"#)]),
    ("hidden row", &[("main/sheet1.xml", r#"<row r="9" hidden="1"/>"#, r#"<row r="9" hidden="1"><c r="A9" t="str"><v>ZQSENTINELQZ</v></c></row>"#)]),
    ("row without height", &[("main/sheet1.xml", r#"<row r="9" hidden="1"/>"#, r#"<row r="9" ht="0" customHeight="1"><c r="A9" t="str"><v>ZQSENTINELQZ</v></c></row>"#)]),
    ("hidden column", &[("main/sheet1.xml", r#"<row r="9" hidden="1"/>"#, r#"<row r="8"><c r="E8" t="str"><v>ZQSENTINELQZ</v></c></row>"#)]),
    ("number format that shows nothing", &[("main/sheet1.xml", r#"<row r="9" hidden="1"/>"#, r#"<row r="8"><c r="A8" s="1" t="str"><v>ZQSENTINELQZ</v></c></row>"#)]),
    ("comment", &[("main/comments.xml", "", "<comments><authors><author>ZQSENTINELQZ</author></authors></comments>"), (SHEETS, "", r#"<Relationships xmlns="p"><Relationship Id="c" Type="x/comments" Target="comments.xml"/></Relationships>"#)]),
    ("threaded comment", &[("main/t.xml", "", "<ThreadedComments><text>ZQSENTINELQZ</text></ThreadedComments>"), (SHEETS, "", r#"<Relationships xmlns="p"><Relationship Id="c" Type="x/threadedComment" Target="t.xml"/></Relationships>"#)]),
    ("person", &[("main/p.xml", "", "<personList><person displayName=\"ZQSENTINELQZ\"/></personList>"), ("main/_rels/main.xml.rels", "</Relationships>", r#"<Relationship Id="p" Type="x/person" Target="p.xml"/></Relationships>"#)]),
    ("drawing of a comment", &[("main/sheet1.xml", "</worksheet>", r#"<legacyDrawing r:id="v"/></worksheet>"#), ("main/v.vml", "", "<xml><v:shape><x:Author>ZQSENTINELQZ</x:Author><br></v:shape></xml>"), (SHEETS, "", r#"<Relationships xmlns="p"><Relationship Id="v" Type="x/vmlDrawing" Target="v.vml"/></Relationships>"#)]),
    ("author", &[("core.xml", "", "<cp><creator>ZQSENTINELQZ</creator><created>2019</created></cp>"), ("_rels/.rels", "</Relationships>", r#"<Relationship Id="c" Type="x/core-properties" Target="core.xml"/></Relationships>"#)]),
    ("company", &[("app.xml", "", "<p><Company>ZQSENTINELQZ</Company></p>"), ("_rels/.rels", "</Relationships>", r#"<Relationship Id="c" Type="x/extended-properties" Target="app.xml"/></Relationships>"#)]),
    ("custom property", &[("custom.xml", "", "<p>ZQSENTINELQZ</p>"), ("_rels/.rels", "</Relationships>", r#"<Relationship Id="c" Type="x/custom-properties" Target="custom.xml"/></Relationships>"#)]),
    ("part that nothing names", &[("main/left.xml", "", "<a>ZQSENTINELQZ</a>")]),
    ("part of an unknown relationship", &[("main/left.xml", "", "<a>ZQSENTINELQZ</a>"), ("main/_rels/main.xml.rels", "</Relationships>", r#"<Relationship Id="p" Type="x/whatever" Target="left.xml"/></Relationships>"#)]),
    ("sheet that the workbook does not list", &[("main/sheet3.xml", "", "<worksheet><a>ZQSENTINELQZ</a></worksheet>"), ("main/_rels/main.xml.rels", "</Relationships>", r#"<Relationship Id="p" Type="x/worksheet" Target="sheet3.xml"/></Relationships>"#)]),
    ("member without a relationship part", &[("docProps/ZQSENTINELQZ.dat", "", "x")]),
    ("printer settings", &[("main/p.bin", "", "ZQSENTINELQZ"), (SHEETS, "", r#"<Relationships xmlns="p"><Relationship Id="v" Type="x/printerSettings" Target="p.bin"/></Relationships>"#)]),
    ("custom XML", &[("customXml/item1.xml", "", "<a>ZQSENTINELQZ</a>"), ("_rels/.rels", "</Relationships>", r#"<Relationship Id="c" Type="x/customXml" Target="customXml/item1.xml"/></Relationships>"#)]),
    ("string of a deleted cell", &[("main/strings.xml", "</sst>", "<si><t>ZQSENTINELQZ</t></si></sst>")]),
    ("reading of a word", &[("main/strings.xml", "</t></si>", r#"</t><rPh sb="0" eb="1"><t>ZQSENTINELQZ</t></rPh></si>"#)]),
    ("hidden name", &[("main/main.xml", "</definedNames>", r#"<definedName name="solver" hidden="1">"ZQSENTINELQZ"</definedName></definedNames>"#)]),
    ("description of a name", &[("main/main.xml", r#"<definedName name="#, r#"<definedName comment="ZQSENTINELQZ" name="#)]),
    ("external link", &[("main/e.xml", "", "<externalLink>ZQSENTINELQZ</externalLink>"), ("main/_rels/main.xml.rels", "</Relationships>", r#"<Relationship Id="e" Type="x/externalLink" Target="e.xml"/></Relationships>"#)]),
    ("connection", &[("main/e.xml", "", "<connections>ZQSENTINELQZ</connections>"), ("main/_rels/main.xml.rels", "</Relationships>", r#"<Relationship Id="e" Type="x/connections" Target="e.xml"/></Relationships>"#)]),
    ("macros", &[("main/vba.bin", "", "ZQSENTINELQZ"), ("main/_rels/main.xml.rels", "</Relationships>", r#"<Relationship Id="e" Type="x/vbaProject" Target="vba.bin"/></Relationships>"#)]),
    ("revision log", &[("main/e.xml", "", "<headers>ZQSENTINELQZ</headers>"), ("main/_rels/main.xml.rels", "</Relationships>", r#"<Relationship Id="e" Type="x/revisionHeaders" Target="e.xml"/></Relationships>"#)]),
    ("embedded object", &[("main/o.bin", "", "ZQSENTINELQZ"), (SHEETS, "", r#"<Relationships xmlns="p"><Relationship Id="v" Type="x/oleObject" Target="o.bin"/></Relationships>"#)]),
    ("pivot cache with stale values", &[("main/main.xml", "</workbook>", r#"<pivotCaches><pivotCache cacheId="1" r:id="pc"/></pivotCaches></workbook>"#), ("main/pivot.xml", "", r#"<pivotCacheDefinition refreshedBy="a"><cacheSource type="worksheet"><worksheetSource ref="A1:B2" sheet="견적"/></cacheSource><cacheFields><cacheField name="a"><sharedItems><s v="ZQSENTINELQZ"/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>"#), ("main/_rels/main.xml.rels", "</Relationships>", r#"<Relationship Id="pc" Type="x/pivotCacheDefinition" Target="pivot.xml"/></Relationships>"#)]),
    ("user of the file", &[("main/main.xml", "<workbookPr/>", r#"<fileSharing userName="ZQSENTINELQZ"/><workbookPr/>"#)]),
    ("path of the file", &[("main/main.xml", "<workbookPr/>", r#"<workbookPr/><mc:AlternateContent xmlns:mc="m"><mc:Choice Requires="x15"><x15ac:absPath url="C:\ZQSENTINELQZ"/></mc:Choice></mc:AlternateContent>"#)]),
    ("scenario", &[("main/sheet1.xml", "</worksheet>", r#"<scenarios><scenario name="a" user="ZQSENTINELQZ"/></scenarios></worksheet>"#)]),
    ("XML comment", &[("main/sheet1.xml", "</worksheet>", "<!-- ZQSENTINELQZ --></worksheet>")]),
];

#[test]
fn hidden_content_of_workbooks_is_removed_or_refused() {
    assert_eq!(all_closed("a.xlsx", XLSX, XLSX_CHANNELS), (21, 12));
}

const DOCX: &[(&str, &str)] = &[
    (
        "[Content_Types].xml",
        r#"<Types xmlns="t"><Default Extension="rels" ContentType="r"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" ContentType="application/bin"/><Override PartName="/main/main.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/main/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/main/notes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/><Override PartName="/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#,
    ),
    ("_rels/.rels", RELATIONSHIPS),
    (
        "main/main.xml",
        r#"<w:document xmlns:w="w" xmlns:r="r"><w:body><w:p w:rsidR="00A1"><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>보이는 글</w:t></w:r></w:p><w:sectPr/></w:body></w:document>"#,
    ),
    (
        "main/_rels/main.xml.rels",
        r#"<Relationships xmlns="p"><Relationship Id="s" Type="x/settings" Target="settings.xml"/><Relationship Id="y" Type="x/styles" Target="styles.xml"/></Relationships>"#,
    ),
    ("main/settings.xml", r#"<w:settings xmlns:w="w"><w:rsids><w:rsid w:val="00A1"/></w:rsids></w:settings>"#),
    (
        "main/styles.xml",
        r#"<w:styles xmlns:w="w"><w:style w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="Child"><w:basedOn w:val="Secret"/></w:style></w:styles>"#,
    ),
];

#[rustfmt::skip]
const DOCX_CHANNELS: &[Channel] = &[
    ("inserted text", &[("main/main.xml", "<w:sectPr/>", r#"<w:p><w:ins w:author="a"><w:r><w:t>ZQSENTINELQZ</w:t></w:r></w:ins></w:p><w:sectPr/>"#)]),
    ("deleted text", &[("main/main.xml", "<w:sectPr/>", r#"<w:p><w:del w:author="a"><w:r><w:delText>ZQSENTINELQZ</w:delText></w:r></w:del></w:p><w:sectPr/>"#)]),
    ("moved text", &[("main/main.xml", "<w:sectPr/>", r#"<w:p><w:moveFrom w:author="ZQSENTINELQZ"/></w:p><w:sectPr/>"#)]),
    ("author of a change of format", &[("main/main.xml", "<w:r>", r#"<w:r><w:rPr><w:b/><w:rPrChange w:author="ZQSENTINELQZ"><w:rPr/></w:rPrChange></w:rPr>"#)]),
    ("comment", &[("main/c.xml", "", r#"<w:comments xmlns:w="w"><w:comment w:author="a"><w:p><w:r><w:t>ZQSENTINELQZ</w:t></w:r></w:p></w:comment></w:comments>"#), ("main/_rels/main.xml.rels", "</Relationships>", r#"<Relationship Id="c" Type="x/comments" Target="c.xml"/></Relationships>"#), ("main/main.xml", "<w:r>", r#"<w:commentRangeStart w:id="0"/><w:r>"#)]),
    ("replies to comments", &[("main/c.xml", "", "<a>ZQSENTINELQZ</a>"), ("main/_rels/main.xml.rels", "</Relationships>", r#"<Relationship Id="c" Type="x/commentsExtended" Target="c.xml"/></Relationships>"#)]),
    ("people", &[("main/c.xml", "", "<a>ZQSENTINELQZ</a>"), ("main/_rels/main.xml.rels", "</Relationships>", r#"<Relationship Id="c" Type="x/people" Target="c.xml"/></Relationships>"#)]),
    ("author", &[("core.xml", "", "<cp><lastModifiedBy>ZQSENTINELQZ</lastModifiedBy></cp>"), ("_rels/.rels", "</Relationships>", r#"<Relationship Id="c" Type="x/core-properties" Target="core.xml"/></Relationships>"#)]),
    ("hidden text", &[("main/main.xml", "<w:sectPr/>", "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ZQSENTINELQZ</w:t></w:r></w:p><w:sectPr/>")]),
    ("style that hides", &[("main/main.xml", "<w:sectPr/>", r#"<w:p><w:r><w:rPr><w:rStyle w:val="Secret"/></w:rPr><w:t>ZQSENTINELQZ</w:t></w:r></w:p><w:sectPr/>"#)]),
    ("style based on one that hides", &[("main/main.xml", "<w:sectPr/>", r#"<w:p><w:pPr><w:pStyle w:val="Child"/></w:pPr><w:r><w:t>ZQSENTINELQZ</w:t></w:r></w:p><w:sectPr/>"#)]),
    ("custom XML", &[("customXml/item1.xml", "", "<a>ZQSENTINELQZ</a>"), ("main/_rels/main.xml.rels", "</Relationships>", r#"<Relationship Id="c" Type="x/customXml" Target="../customXml/item1.xml"/></Relationships>"#)]),
    ("path of the template", &[("main/_rels/settings.xml.rels", "", r#"<Relationships xmlns="p"><Relationship Id="t" Type="x/attachedTemplate" Target="file:///C:/ZQSENTINELQZ.dotx" TargetMode="External"/></Relationships>"#), ("main/settings.xml", "<w:rsids>", r#"<w:attachedTemplate r:id="t"/><w:rsids>"#)]),
    ("embedded object", &[("main/o.bin", "", "ZQSENTINELQZ"), ("main/_rels/main.xml.rels", "</Relationships>", r#"<Relationship Id="o" Type="x/oleObject" Target="o.bin"/></Relationships>"#)]),
    ("embedded document", &[("main/o.bin", "", "ZQSENTINELQZ"), ("main/_rels/main.xml.rels", "</Relationships>", r#"<Relationship Id="o" Type="x/aFChunk" Target="o.bin"/></Relationships>"#)]),
    ("mail merge", &[("main/settings.xml", "<w:rsids>", r#"<w:mailMerge><w:query w:val="ZQSENTINELQZ"/></w:mailMerge><w:rsids>"#)]),
    ("document variables", &[("main/settings.xml", "<w:rsids>", r#"<w:docVars><w:docVar w:val="ZQSENTINELQZ"/></w:docVars><w:rsids>"#)]),
    ("glossary", &[("main/g.xml", "", "<a>ZQSENTINELQZ</a>"), ("main/_rels/main.xml.rels", "</Relationships>", r#"<Relationship Id="g" Type="x/glossaryDocument" Target="g.xml"/></Relationships>"#)]),
    ("header that no section names", &[("main/h.xml", "", "<a>ZQSENTINELQZ</a>"), ("main/_rels/main.xml.rels", "</Relationships>", r#"<Relationship Id="hh" Type="x/header" Target="h.xml"/></Relationships>"#)]),
    ("header of a first page that is off", &[("main/h.xml", "", "<a>ZQSENTINELQZ</a>"), ("main/_rels/main.xml.rels", "</Relationships>", r#"<Relationship Id="hh" Type="x/header" Target="h.xml"/></Relationships>"#), ("main/main.xml", "<w:sectPr/>", r#"<w:sectPr><w:headerReference w:type="first" r:id="hh"/></w:sectPr>"#)]),
    ("footnote that the text does not name", &[("main/notes.xml", "", r#"<w:footnotes xmlns:w="w"><w:footnote w:id="7"><w:p><w:r><w:t>ZQSENTINELQZ</w:t></w:r></w:p></w:footnote></w:footnotes>"#), ("main/_rels/main.xml.rels", "</Relationships>", r#"<Relationship Id="n" Type="x/footnotes" Target="notes.xml"/></Relationships>"#)]),
    ("field code over two runs", &[("main/main.xml", "<w:sectPr/>", r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>QUO</w:instrText></w:r><w:r><w:instrText>TE ZQSENTINELQZ</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p><w:sectPr/>"#)]),
    ("hidden shape", &[("main/main.xml", "<w:sectPr/>", r#"<w:p><w:r><w:drawing><wp:anchor xmlns:wp="wp"><wp:docPr id="1" name="a" hidden="1"/><w:t>ZQSENTINELQZ</w:t></wp:anchor></w:drawing></w:r></w:p><w:sectPr/>"#)]),
    ("file name of a picture", &[("main/main.xml", "<w:sectPr/>", r#"<w:p><w:r><w:drawing><wp:inline xmlns:wp="wp"><wp:docPr id="1" descr="C:\ZQSENTINELQZ\a.jpg"/></wp:inline></w:drawing></w:r></w:p><w:sectPr/>"#)]),
    ("part that nothing names", &[("main/left.xml", "", "<a>ZQSENTINELQZ</a>")]),
    ("element of an unknown namespace", &[("main/main.xml", "<w:sectPr/>", r#"<w:p><z:a xmlns:z="urn:z">ZQSENTINELQZ</z:a></w:p><w:sectPr/>"#)]),
    ("attribute of an unknown namespace", &[("main/main.xml", "<w:sectPr/>", r#"<w:p xmlns:z="urn:z" z:a="ZQSENTINELQZ"/><w:sectPr/>"#)]),
    ("fallback with another text", &[("main/main.xml", "<w:sectPr/>", r#"<w:p xmlns:mc="mc"><mc:AlternateContent><mc:Choice Requires="wps"><w:t>a</w:t></mc:Choice><mc:Fallback><w:t>ZQSENTINELQZ</w:t></mc:Fallback></mc:AlternateContent></w:p><w:sectPr/>"#)]),
    ("choice that no reader takes", &[("main/main.xml", "<w:sectPr/>", r#"<w:p xmlns:mc="mc" xmlns:z="urn:z"><mc:AlternateContent><mc:Choice Requires="z"><w:t>ZQSENTINELQZ</w:t></mc:Choice><mc:Fallback><w:t>a</w:t></mc:Fallback></mc:AlternateContent></w:p><w:sectPr/>"#)]),
    ("field that links to a local file", &[("main/main.xml", "<w:sectPr/>", r#"<w:p><w:fldSimple w:instr="HYPERLINK &quot;C:\\ZQSENTINELQZ.docx&quot;"/></w:p><w:sectPr/>"#)]),
    ("link to a local file", &[("main/main.xml", "<w:sectPr/>", r#"<w:p><w:hyperlink r:id="l"/></w:p><w:sectPr/>"#), ("main/_rels/main.xml.rels", "</Relationships>", r#"<Relationship Id="l" Type="x/hyperlink" Target="file:///C:/ZQSENTINELQZ.docx" TargetMode="External"/></Relationships>"#)]),
];

#[test]
fn hidden_content_of_documents_is_removed_or_refused() {
    assert_eq!(all_closed("a.docx", DOCX, DOCX_CHANNELS), (21, 10));
}

const PPTX: &[(&str, &str)] = &[
    (
        "[Content_Types].xml",
        r#"<Types xmlns="t"><Default Extension="rels" ContentType="r"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" ContentType="application/bin"/><Default Extension="jpeg" ContentType="image/jpeg"/><Override PartName="/main/main.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"/><Override PartName="/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#,
    ),
    ("_rels/.rels", RELATIONSHIPS),
    (
        "main/main.xml",
        r#"<p:presentation xmlns:p="p" xmlns:r="r"><p:sldIdLst><p:sldId id="256" r:id="s1"/></p:sldIdLst><p:sldSz cx="1000" cy="800"/></p:presentation>"#,
    ),
    (
        "main/_rels/main.xml.rels",
        r#"<Relationships xmlns="p"><Relationship Id="s1" Type="x/slide" Target="slide1.xml"/></Relationships>"#,
    ),
    (
        "main/slide1.xml",
        r#"<p:sld xmlns:p="p" xmlns:a="a" xmlns:r="r"><p:cSld><p:spTree><p:sp><p:nvSpPr><p:cNvPr id="2" name="x"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="10" y="10"/><a:ext cx="50" cy="50"/></a:xfrm></p:spPr><p:txBody><a:p><a:r><a:t>보이는 글</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>"#,
    ),
];

const SLIDE: &str = "main/_rels/slide1.xml.rels";

#[rustfmt::skip]
const PPTX_CHANNELS: &[Channel] = &[
    ("speaker notes", &[("main/n.xml", "", r#"<p:notes xmlns:p="p" xmlns:a="a"><a:r><a:t>ZQSENTINELQZ</a:t></a:r></p:notes>"#), (SLIDE, "", r#"<Relationships xmlns="p"><Relationship Id="n" Type="x/notesSlide" Target="n.xml"/></Relationships>"#)]),
    ("hidden slide", &[("main/slide1.xml", "<p:sld ", r#"<p:sld show="0" title="ZQSENTINELQZ" "#)]),
    ("comment", &[("main/c.xml", "", "<a>ZQSENTINELQZ</a>"), (SLIDE, "", r#"<Relationships xmlns="p"><Relationship Id="n" Type="x/comments" Target="c.xml"/></Relationships>"#)]),
    ("authors of comments", &[("main/c.xml", "", "<a>ZQSENTINELQZ</a>"), ("main/_rels/main.xml.rels", "</Relationships>", r#"<Relationship Id="c" Type="x/commentAuthors" Target="c.xml"/></Relationships>"#)]),
    ("authors of new comments", &[("main/c.xml", "", "<a>ZQSENTINELQZ</a>"), ("main/_rels/main.xml.rels", "</Relationships>", r#"<Relationship Id="c" Type="x/authors" Target="c.xml"/></Relationships>"#)]),
    ("author", &[("core.xml", "", "<cp><creator>ZQSENTINELQZ</creator></cp>"), ("_rels/.rels", "</Relationships>", r#"<Relationship Id="c" Type="x/core-properties" Target="core.xml"/></Relationships>"#)]),
    ("company", &[("app.xml", "", "<p><Manager>ZQSENTINELQZ</Manager></p>"), ("_rels/.rels", "</Relationships>", r#"<Relationship Id="c" Type="x/extended-properties" Target="app.xml"/></Relationships>"#)]),
    ("preview", &[("t.jpeg", "", "ZQSENTINELQZ"), ("_rels/.rels", "</Relationships>", r#"<Relationship Id="c" Type="x/thumbnail" Target="t.jpeg"/></Relationships>"#)]),
    ("embedded object", &[("main/o.bin", "", "ZQSENTINELQZ"), (SLIDE, "", r#"<Relationships xmlns="p"><Relationship Id="n" Type="x/oleObject" Target="o.bin"/></Relationships>"#)]),
    ("text beside the slide", &[("main/slide1.xml", "</p:spTree>", r#"<p:sp><p:spPr><a:xfrm><a:off x="1200" y="10"/><a:ext cx="50" cy="50"/></a:xfrm></p:spPr><a:t>ZQSENTINELQZ</a:t></p:sp></p:spTree>"#)]),
    ("hidden shape", &[("main/slide1.xml", "</p:spTree>", r#"<p:sp><p:nvSpPr><p:cNvPr id="3" name="y" hidden="1"/></p:nvSpPr><a:t>ZQSENTINELQZ</a:t></p:sp></p:spTree>"#)]),
    ("slide that the list leaves out", &[("main/slide2.xml", "", "<a>ZQSENTINELQZ</a>"), ("main/_rels/main.xml.rels", "</Relationships>", r#"<Relationship Id="s2" Type="x/slide" Target="slide2.xml"/></Relationships>"#)]),
    ("tags", &[("main/t.xml", "", "<a>ZQSENTINELQZ</a>"), (SLIDE, "", r#"<Relationships xmlns="p"><Relationship Id="n" Type="x/tags" Target="t.xml"/></Relationships>"#)]),
    ("master of notes", &[("main/n.xml", "", "<a>ZQSENTINELQZ</a>"), ("main/_rels/main.xml.rels", "</Relationships>", r#"<Relationship Id="nm" Type="x/notesMaster" Target="n.xml"/></Relationships>"#)]),
    ("sound", &[("main/s.bin", "", "ZQSENTINELQZ"), (SLIDE, "", r#"<Relationships xmlns="p"><Relationship Id="n" Type="x/audio" Target="s.bin"/></Relationships>"#)]),
    ("file name of a picture", &[("main/slide1.xml", r#"name="x""#, r#"name="x" descr="ZQSENTINELQZ.png""#)]),
];

#[test]
fn hidden_content_of_presentations_is_removed_or_refused() {
    assert_eq!(all_closed("a.pptx", PPTX, PPTX_CHANNELS), (11, 5));
}

const ODS: &[(&str, &str)] = &[
    ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
    (
        "content.xml",
        r#"<office:document-content><office:automatic-styles><style:style style:name="h"><style:table-properties table:display="false"/></style:style><style:style style:name="v"><style:text-properties text:display="none"/></style:style></office:automatic-styles><office:body><table:table table:name="견적"><table:table-row><table:table-cell><text:p>보이는 글</text:p></table:table-cell></table:table-row></table:table></office:body></office:document-content>"#,
    ),
    (
        "META-INF/manifest.xml",
        r#"<manifest:manifest><manifest:file-entry manifest:full-path="/"/><manifest:file-entry manifest:full-path="content.xml"/></manifest:manifest>"#,
    ),
];

#[rustfmt::skip]
const ODS_CHANNELS: &[Channel] = &[
    ("author", &[("meta.xml", "", "<m><office:meta><dc:creator>ZQSENTINELQZ</dc:creator></office:meta></m>")]),
    ("hidden sheet", &[("content.xml", "</office:body>", r#"<table:table table:name="a" table:style-name="h"><text:p>ZQSENTINELQZ</text:p></table:table></office:body>"#)]),
    ("hidden row", &[("content.xml", "</table:table>", r#"<table:table-row table:visibility="collapse"><table:table-cell><text:p>ZQSENTINELQZ</text:p></table:table-cell></table:table-row></table:table>"#)]),
    ("hidden column", &[("content.xml", r#"table:name="견적">"#, r#"table:name="견적"><table:table-column/><table:table-column table:visibility="collapse"/>"#), ("content.xml", "</table:table-row>", "<table:table-cell><text:p>ZQSENTINELQZ</text:p></table:table-cell></table:table-row>")]),
    ("comment", &[("content.xml", "<text:p>", "<office:annotation><text:p>ZQSENTINELQZ</text:p></office:annotation><text:p>")]),
    ("tracked change", &[("content.xml", "<office:body>", "<office:body><text:tracked-changes><a>ZQSENTINELQZ</a></text:tracked-changes>")]),
    ("hidden text", &[("content.xml", "<text:p>", r#"<text:p><text:span text:style-name="v">ZQSENTINELQZ</text:span>"#)]),
    ("preview", &[("Thumbnails/thumbnail.png", "", "ZQSENTINELQZ")]),
    ("earlier version", &[("Versions/1", "", "ZQSENTINELQZ")]),
    ("macro", &[("Basic/a.xml", "", "ZQSENTINELQZ")]),
    ("member of no meaning", &[("left.xml", "", "ZQSENTINELQZ")]),
    ("picture that no page names", &[("Pictures/a.png", "", "ZQSENTINELQZ")]),
    ("printer", &[("settings.xml", "", r#"<s><config:config-item config:name="PrinterName">ZQSENTINELQZ</config:config-item></s>"#)]),
];

#[test]
fn hidden_content_of_open_documents_is_removed_or_refused() {
    assert_eq!(all_closed("a.ods", ODS, ODS_CHANNELS), (6, 7));
}

#[test]
fn messages_name_what_is_hidden_and_where() {
    let refused = |name: &str, base, channels: &[Channel], what: &str| {
        let (_, edits) = channels.iter().find(|(n, _)| *n == what).unwrap();
        publish(name, planted(base, edits)).unwrap_err().ko
    };
    assert_eq!(
        refused("a.xlsx", XLSX, XLSX_CHANNELS, "hidden sheet"),
        "'둘째' 시트가 숨겨져 있습니다: 보이게 하거나 지우고 다시 저장하십시오"
    );
    assert!(refused("a.xlsx", XLSX, XLSX_CHANNELS, "hidden row").starts_with("'견적' 시트의 9행이"));
    assert!(refused("a.xlsx", XLSX, XLSX_CHANNELS, "hidden column").starts_with("'견적' 시트의 E열이"));
    assert!(refused("a.pptx", PPTX, PPTX_CHANNELS, "speaker notes").starts_with("1번 슬라이드에"));
}

#[test]
fn a_macro_file_is_no_workbook_by_its_name() {
    let edits = [("[Content_Types].xml", "spreadsheetml.sheet.main+xml", "x")];
    let bytes = planted(XLSX, &edits);
    assert!(publish("a.xlsx", bytes).is_err());
    let macros = [(
        "[Content_Types].xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )];
    assert!(publish("a.xlsx", planted(XLSX, &macros)).unwrap_err().ko.contains("매크로"));
    // A workbook under the name of a document.
    assert!(publish("a.docx", planted(XLSX, &[])).unwrap_err().en.contains("not what the extension"));
}
