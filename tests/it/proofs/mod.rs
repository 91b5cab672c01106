//! Proofs that the public edition contains no withheld value. `docs/disclosure.md` lists the promise proven by each.

mod plant;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use gian_kinds::Kinds;
use gian_korean::personal::Contacts;
use gian_leakscan::{Known, Needle, Needles, OpenWords, What, scan_tree};
use plant::{Dice, Planted, Variant, load, places, plant};

use crate::common::{at, built, copy, difference, edit, gian, gian_with, tree};

const WORKSPACE: &str = "tests/proofs/workspace";

/// A copy of the proof workspace with planted values.
struct Proof {
    dir: tempfile::TempDir,
    planted: Vec<Planted>,
}

impl Proof {
    fn new(variant: Variant) -> Self {
        Self::with(variant, |_| {})
    }

    fn with(variant: Variant, change: impl Fn(&Path)) -> Self {
        let dir = tempfile::tempdir().unwrap();
        copy(Path::new(WORKSPACE), dir.path());
        change(dir.path());
        let planted = plant(dir.path(), variant, None);
        Self { dir, planted }
    }

    fn root(&self) -> &Path {
        self.dir.path()
    }
}

/// Builds the public edition; a failed build is no proof.
fn public(root: &Path, variables: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let output = gian_with(root, &["build", "--edition", "public"], variables);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    tree(&root.join("output/public"))
}

/// The files that depend on withheld values.
fn interference(variables: &[(&str, &str)]) -> Vec<String> {
    let (one, two) = (Proof::new(Variant::Rare), Proof::new(Variant::Other));
    difference(&public(one.root(), variables), &public(two.root(), variables))
}

/// The places of planted values that the public edition contains.
fn found(proof: &Proof, variables: &[(&str, &str)]) -> Vec<String> {
    public(proof.root(), variables);
    let needle = |p: &Planted| Needle { value: p.value.clone(), place: p.place.clone(), accepted: false };
    let needles: Vec<Needle> = proof.planted.iter().map(needle).collect();
    let wanted = Needles::new(&needles, &OpenWords::default(), &Contacts::default());
    let report = scan_tree(&proof.root().join("output/public"), &wanted, &Default::default()).unwrap();
    assert!(report.files > 10 && report.objects > report.files, "the scan saw nothing");
    let leaks = report.findings.iter().filter_map(|f| match &f.what {
        What::Withheld { place } => Some(format!("{}: {place}", f.file)),
        _ => None,
    });
    leaks.collect()
}

#[test]
fn the_public_edition_does_not_depend_on_what_is_withheld() {
    assert_eq!(interference(&[]), Vec::<String>::new());
}

#[test]
fn every_private_place_of_the_schema_has_a_canary_and_none_is_public() {
    let (known, filled) = places(Path::new(WORKSPACE));
    let missing: Vec<_> = known.difference(&filled).collect();
    assert!(missing.is_empty(), "tests/proofs/workspace does not fill {missing:?}");
    let proof = Proof::new(Variant::Rare);
    assert!(proof.planted.len() > 80, "only {} canaries", proof.planted.len());
    assert_eq!(found(&proof, &[]), Vec::<String>::new());
}

/// The planted values are effective: the internal edition shows those that documents print.
#[test]
fn the_internal_edition_has_what_the_public_one_has_not() {
    let proof = Proof::new(Variant::Rare);
    let files = built(proof.root(), &["build"]);
    let pages: String = files
        .iter()
        .filter(|(name, _)| name.starts_with("internal/") && name.ends_with(".html"))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
        .collect();
    let shown = proof.planted.iter().filter(|p| pages.contains(&p.value)).count();
    assert!(shown * 2 > proof.planted.len(), "only {shown} of {} canaries are internal", proof.planted.len());
    for place in
        ["plan.yaml/목표/0", "review.yaml/회차/0/참석/0/명단/0/성명", "private/values.yaml/따로둔값", "draft.md body"]
    {
        let planted = proof.planted.iter().find(|p| p.place.ends_with(place)).unwrap_or_else(|| panic!("{place}"));
        assert!(pages.contains(&planted.value), "{place} is not in the internal edition");
    }
}

/// Dossiers in which values, grounds and positions of redactions are random, for every kind of document.
#[test]
fn generated_dossiers_do_not_interfere_either() {
    let workspace = |variant: Variant| {
        let dir = tempfile::tempdir().unwrap();
        copy(&Path::new(WORKSPACE).join("gian.yaml"), &dir.path().join("gian.yaml"));
        for seed in 1..=8_u64 {
            // Each is planted separately, so that its random numbers do not depend on the others.
            let one = tempfile::tempdir().unwrap();
            copy(Path::new(WORKSPACE), one.path());
            fs::remove_dir_all(one.path().join("content/2024/opened")).unwrap();
            for file in fs::read_dir(one.path().join("content/2024/proof/documents")).unwrap() {
                let file = file.unwrap().path();
                let text = fs::read_to_string(&file).unwrap().replace("식별자: proof-", &format!("식별자: gen{seed}-"));
                // Document numbers of an office are unique.
                let text = text.replace("문서번호: 기획담당관-", &format!("문서번호: 기획담당관-{seed}0"));
                let text = text.replace("관리번호: D0", &format!("관리번호: D{seed}"));
                fs::write(&file, text).unwrap();
            }
            plant(one.path(), variant, Some(Dice(seed)));
            let mut dossiers = fs::read_dir(one.path().join("content/2024")).unwrap().map(|e| e.unwrap().path());
            let planted = |p: &std::path::PathBuf| p.file_name().unwrap().to_string_lossy().starts_with("proof");
            let dossier = dossiers.find(planted).unwrap();
            copy(&dossier, &dir.path().join(format!("content/2024/gen{seed}")));
        }
        dir
    };
    let (one, two) = (workspace(Variant::Rare), workspace(Variant::Other));
    let (first, second) = (public(one.path(), &[]), public(two.path(), &[]));
    assert_eq!(difference(&first, &second), Vec::<String>::new());
    assert!(first.keys().filter(|n| n.ends_with(".pdf")).count() >= 16);
}

#[test]
fn the_proof_workspace_has_every_kind_of_document() {
    let sources = load(Path::new(WORKSPACE));
    let text: String = sources.iter().map(|(_, f)| f.text.as_str()).collect();
    for kind in Kinds::load(&BTreeMap::new()).unwrap().iter() {
        let name = &kind.file.name;
        assert!(text.contains(&format!("종류: {name}\n")), "no document of the kind {name}");
    }
}

/// The public edition of each class.
#[test]
fn the_class_in_force_decides() {
    let proof = Proof::new(Variant::Rare);
    let files = public(proof.root(), &[]);
    let index = String::from_utf8(files["closed/index.html"].clone()).unwrap();
    let page = |id: &str| files.get(&format!("d/{id}/index.html")).map(|b| String::from_utf8_lossy(b).into_owned());
    for (id, title) in [("proof-closed", "감사 대응 보고"), ("proof-withdrawn", "거두어들인 보고")] {
        assert!(page(id).is_none(), "{id} has a page");
        assert!(!files.keys().any(|n| n.contains(id)), "{id} has a file");
        assert!(index.contains(title) && !index.contains(id), "{title} is listed without a link");
    }
    assert!(index.contains("(제목 비공개)") && !index.contains("이름을 가린 문서"));
    assert!(index.contains("개인정보가 드러남"), "a withdrawal gives its reason");
    assert!(page("proof-draft").is_none() && !index.contains("쓰고 있는 보고"));
    let opened = page("proof-opened").unwrap();
    assert!(opened.contains("때가되어연안") && opened.contains("의사결정이 끝남"), "a change opens, with its reason");
    let result = page("proof-result").unwrap();
    assert!(result.contains("열린이") && result.contains("민간 1, 전문가 2"), "what is open stays");
    assert!(result.contains("files/part%2Dpublic%2Ecsv") && result.contains("files/open%2Ecsv"));
    assert!(!result.contains("whole.csv") && !files.keys().any(|n| n.ends_with("-part.csv")));
    assert!(result.contains("성공무"), "officials acting in office are named");
    assert!(result.contains("공문서로서의 법적 효력이 없으며") && result.contains("정보공개를 청구할 수 있습니다"));
}

/// The same fact is open in one document and withheld in another.
#[test]
fn a_document_decides_on_appointed_members_and_keys() {
    let open = |root: &Path| {
        let documents = "content/2024/proof/documents";
        edit(
            root,
            &format!("{documents}/free.md"),
            &[(
                "이용조건: CC BY 4.0\n",
                "이용조건: CC BY 4.0\n공개결정:\n  - {대상: 따로둔값, 공개구분: 공개, 사유: 본인이 동의함}\n  - {대상: 위촉위원, 공개구분: 공개, 사유: 공익}\n",
            )],
        );
        edit(root, &format!("{documents}/free.md"), &[("members[0].name", "members[1].name")]);
    };
    let dir = tempfile::tempdir().unwrap();
    copy(Path::new(WORKSPACE), dir.path());
    open(dir.path());
    let files = public(dir.path(), &[]);
    let page = |id: &str| String::from_utf8_lossy(&files[&format!("d/{id}/index.html")]).into_owned();
    assert!(page("proof-free").contains("파파파") && page("proof-free").contains("자자자"));
    assert!(!page("proof-result").contains("파파파") && !page("proof-result").contains("자자자"));
}

/// A value opened by one document must not be printed by another that withholds it; nor may a sum of withheld values.
#[test]
fn a_document_is_judged_by_its_own_decisions() {
    let documents = "content/2024/proof/documents";
    let dir = tempfile::tempdir().unwrap();
    copy(Path::new(WORKSPACE), dir.path());
    edit(
        dir.path(),
        &format!("{documents}/free.md"),
        &[(
            "이용조건: CC BY 4.0\n",
            "이용조건: CC BY 4.0\n공개결정:\n  - {대상: 위촉위원, 공개구분: 공개, 사유: 공익}\n",
        )],
    );
    let said = |root: &Path| String::from_utf8_lossy(&gian(root, &["check"]).stderr).into_owned();
    assert!(!said(dir.path()).contains("withheld-elsewhere"), "{}", said(dir.path()));
    edit(
        dir.path(),
        &format!("{documents}/result.md"),
        &[("문서요지: 골목을 가꾸는 일의 요지", "문서요지: 자자자 위원의 의견을 들음")],
    );
    assert!(said(dir.path()).contains("오류[withheld-elsewhere]"), "{}", said(dir.path()));
    let dir = tempfile::tempdir().unwrap();
    copy(Path::new(WORKSPACE), dir.path());
    edit(dir.path(), "content/2024/proof/grant.yaml", &[("금액: 9000000", "금액: \"[9000000](비공개:7)\"")]);
    edit(dir.path(), &format!("{documents}/simple.md"), &[("- 골목을 살펴봄", "- 집행액 7,900,000원")]);
    assert!(said(dir.path()).contains("오류[withheld-elsewhere]"), "{}", said(dir.path()));
}

/// With public sources, the edition is the same in a checkout without `private/`.
#[test]
fn a_checkout_without_private_gives_the_same_public_bytes() {
    let with = tempfile::tempdir().unwrap();
    copy(Path::new("tests/proofs/open-sources"), with.path());
    let first = built(with.path(), &["build"]);
    let without = tempfile::tempdir().unwrap();
    copy(Path::new("tests/proofs/open-sources"), without.path());
    fs::remove_dir_all(without.path().join("content/2024/open/private")).unwrap();
    let second = built(without.path(), &["build"]);
    let part = |t: &BTreeMap<String, Vec<u8>>, edition: &str| -> BTreeMap<String, Vec<u8>> {
        t.iter().filter(|(n, _)| n.starts_with(edition)).map(|(n, b)| (n.clone(), b.clone())).collect()
    };
    assert_eq!(difference(&part(&first, "public/"), &part(&second, "public/")), Vec::<String>::new());
    assert_ne!(difference(&part(&first, "internal/"), &part(&second, "internal/")), Vec::<String>::new());
}

/// A template that strips, measures, compares, sorts by and stores withheld values.
#[test]
fn a_hostile_template_learns_nothing() {
    let hostile = r#"## 빼내기
{% set people = review.rounds[0].attendance[0].members %}
- {{ people[0].name | replace(from="비공개", to="") | upper }}
- {{ people[0].name | length }} {{ review.costs.total }} {{ plan.goals[0] | length }}
- {% if people[0].name < people[1].name %}앞{% else %}뒤{% endif %} {% if people[0].name == people[1].name %}같음{% endif %}
- {% for p in people | sort(attribute="name") %}{{ p.name }} {{ p.affiliation }}{% if p.account %}{{ p.account.number | length }}{% endif %} {% endfor %}
{% set_global kept = people[0].name ~ people[0].resident_no %}
- {{ kept | replace(from="비", to="[") }} {{ plan | length }}
- {% for key, value in review.costs %}{{ key }} {% endfor %}{{ people }}
"#;
    let build = |variant: Variant| {
        let proof = Proof::with(variant, |root| {
            let folder = root.join("templates/documents/result-report");
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join("body.md"), hostile).unwrap();
        });
        (public(proof.root(), &[]), found(&proof, &[]))
    };
    let ((one, leaks), (two, _)) = (build(Variant::Rare), build(Variant::Other));
    assert_eq!(difference(&one, &two), Vec::<String>::new());
    assert_eq!(leaks, Vec::<String>::new());
}

/// The command reports what it scanned, and fails with the place of each leak.
#[test]
fn verify_tells_a_clean_folder_from_one_that_leaks() {
    let dir = tempfile::tempdir().unwrap();
    copy(Path::new(WORKSPACE), dir.path());
    public(dir.path(), &[]);
    let folder = dir.path().join("output/public");
    let verify = || {
        let output = gian(dir.path(), &["verify", folder.to_str().unwrap()]);
        let said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
        (output.status.code(), said)
    };
    let (code, said) = verify();
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("파일 ") && said.contains("바이트에서"), "{said}");
    // A value of `private/`, in a comment of a page.
    let page = folder.join("d/proof-free/index.html");
    let clean = fs::read_to_string(&page).unwrap();
    fs::write(&page, clean.replace("</body>", "<!-- 파파파 --></body>")).unwrap();
    let (code, said) = verify();
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("d/proof-free/index.html") && said.contains("private/values.yaml:1"), "{said}");
    assert!(said.contains("목록과 다른 파일") && !said.contains("파파파"), "{said}");
    fs::write(&page, clean).unwrap();
    // A picture without review, which is not in the manifest.
    fs::write(folder.join("stray.png"), b"\x89PNG\r\n\x1a\n").unwrap();
    let (code, said) = verify();
    assert!(code == Some(1) && said.contains("목록에 없는 파일") && said.contains("그림에 보이는 것"), "{said}");
    fs::remove_file(folder.join("stray.png")).unwrap();
    assert_eq!(verify().0, Some(0));
    // With broken sources, the withheld values are unknown.
    edit(dir.path(), "content/2024/proof/review.yaml", &[("합계: 390000", "합계: 1")]);
    assert_eq!(verify().0, Some(1));
    assert_eq!(gian(dir.path(), &["verify", "/no/such/folder"]).status.code(), Some(1));
    edit(dir.path(), "content/2024/proof/review.yaml", &[("합계: 1\n", "합계: 390000\n")]);
    assert_eq!(gian(dir.path(), &["verify", "/no/such/folder"]).status.code(), Some(2));
}

/// A reviewed file is published only while it is unchanged.
#[test]
fn a_picture_is_published_after_a_person_has_looked_at_it() {
    let dir = tempfile::tempdir().unwrap();
    copy(Path::new("tests/cases/attachment-contents/input"), dir.path());
    let report = "content/2024/sample/documents/report.md";
    let drop = |line: &str| {
        let text = fs::read_to_string(dir.path().join(report)).unwrap();
        let kept: String = text.lines().filter(|l| !l.contains(line)).flat_map(|l| [l, "\n"]).collect();
        fs::write(dir.path().join(report), kept).unwrap();
    };
    for (line, file) in
        [("누리집 사본", "page.html"), ("의견,", "opinions.csv"), ("자료 묶음", "bundle.zip"), ("지도", "map.png")]
    {
        drop(line);
        fs::remove_file(dir.path().join("content/2024/sample/attachments").join(file)).unwrap();
    }
    public(dir.path(), &[]);
    let folder = dir.path().join("output/public");
    assert!(folder.join("d/sample-2024-01/files/seen.png").exists());
    assert_eq!(gian(dir.path(), &["verify", folder.to_str().unwrap()]).status.code(), Some(0));
    let picture = dir.path().join("content/2024/sample/attachments/seen.png");
    let mut bytes = fs::read(&picture).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(&picture, bytes).unwrap();
    let output = gian(dir.path(), &["build"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("attachment-contents"));
}

/// A photograph is reported inside the PDF and on the page until a person has reviewed the same bytes.
#[test]
fn a_photograph_in_a_document_is_told_until_a_person_has_looked_at_it() {
    let dir = tempfile::tempdir().unwrap();
    copy(Path::new("tests/cases/figure-image/input"), dir.path());
    public(dir.path(), &[]);
    let folder = dir.path().join("output/public");
    let photo = dir.path().join("content/2024/sample/figures/street.jpg");
    let hash = gian_media::picture::hash(&fs::read(&photo).unwrap());
    let told = |known: &Known| -> Vec<String> {
        let report = scan_tree(
            &folder,
            &Needles::new(&[], &OpenWords::default(), &["02-0000-0000"].into_iter().collect()),
            known,
        )
        .unwrap();
        report.findings.into_iter().map(|f| format!("{} {:?}", f.file, f.what)).collect()
    };
    let looked_at = Known { reviewed: [hash].into(), ..Known::default() };
    assert_eq!(told(&looked_at), Vec::<String>::new());
    for known in [Known::default(), Known { reviewed: ["0".repeat(64)].into(), ..Known::default() }] {
        let told = told(&known).join("\n");
        assert!(told.contains("sample-2024-01.pdf Undecoded(Image(96, 64))"), "{told}");
        assert!(told.contains("figures/street.jpg Undecoded(Pixels)"), "{told}");
    }
    let verify = || gian(dir.path(), &["verify", folder.to_str().unwrap()]).status.code();
    assert_eq!(verify(), Some(0));
    // A picture that the sources do not publish.
    fs::copy(&photo, folder.join("d/sample-2024-01/figures/other.jpg")).unwrap();
    assert_eq!(verify(), Some(1));
    // Another picture under the same name.
    let mut bytes = fs::read(&photo).unwrap();
    let at = bytes.len() - 8;
    bytes[at] ^= 1;
    fs::write(&photo, bytes).unwrap();
    let output = gian(dir.path(), &["build"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("figure-contents"));
}

/// Text that looks like a mark but is malformed would be published, so it stops the build.
#[test]
fn near_marks_stop_the_build_wherever_they_stand() {
    for body in [
        "- [홍비밀](비공개: 6)",
        "- [홍비밀](비공개:9)",
        "- `[홍비밀](비공개:6)`",
        "~~~\n[홍비밀](비공개:6)\n~~~",
        "~~~표\n제목: 표\n열:\n  - {머리: 가, 너비: 50}\n  - {머리: 나, 너비: 50}\n행:\n  - [\"[홍비밀\", \"](비공개:6)\"]\n~~~",
        "- {{ \"[홍비밀](비\" ~ \"공개:6)\" }}",
        "- [홍비밀](비{{ \"\" }}공개:6)",
        "- [홍비밀][비공개:6]",
        "- ![홍비밀](비공개:6)",
        "- \\[홍비밀](비공개:6)",
    ] {
        let dir = tempfile::tempdir().unwrap();
        copy(Path::new(WORKSPACE), dir.path());
        let file = dir.path().join("content/2024/proof/documents/free.md");
        let text = fs::read_to_string(&file).unwrap() + "\n" + body + "\n";
        fs::write(&file, text).unwrap();
        let output = gian(dir.path(), &["build"]);
        assert_eq!(output.status.code(), Some(1), "{body} went through");
        assert!(!dir.path().join("output").exists(), "{body}");
    }
}

const P: &str = "content/2024/proof";

/// Output of `gian check` for the proof workspace after a change.
fn checked(change: impl Fn(&Path)) -> String {
    let dir = tempfile::tempdir().unwrap();
    copy(Path::new(WORKSPACE), dir.path());
    change(dir.path());
    String::from_utf8(gian(dir.path(), &["check", "--format", "short"]).stderr).unwrap()
}

/// Wrong ways to withhold a value: each is reported with this code.
#[test]
fn what_would_be_published_by_mistake_is_refused() {
    let review = &format!("{P}/review.yaml");
    let (free, draft) = (&format!("{P}/documents/free.md"), &format!("{P}/documents/draft.md"));
    let cases: &[(&str, &str, &str, &str)] = &[
        // The total alone, although its parts are open.
        (review, "합계: 390000", "합계: \"[390000](비공개:7)\"", "cost-total"),
        // Incomplete keys.
        (review, "            비공개: 6\n", "            비공개:\n", "missing-key"),
        (review, "직위: 카카카, 신분: 위촉", "직위: 카카카, 신분: ", "missing-key"),
        // Two decisions on one subject.
        (
            free,
            "이용조건: CC BY 4.0\n",
            "이용조건: CC BY 4.0\n공개결정: [{대상: 따로둔값, 공개구분: 비공개, 근거: 6, 사유: 가}, {대상: 따로둔값, 공개구분: 공개, 사유: 나}]\n",
            "disclosure-decisions",
        ),
        // The name in other places: literally, spaced, in the settings.
        (free, "- 골목을 살핌", "- 가가가 위원과 골목을 살핌", "오류[withheld-elsewhere]"),
        (free, "- 골목을 살핌", "- 가 가 가 위원과 골목을 살핌", "오류[withheld-elsewhere]"),
        (free, "- 골목을 살핌", "- 가 가가 위원과 골목을 살핌", "오류[withheld-elsewhere]"),
        ("content/2024/opened/documents/opened.md", "사유: 의사결정이", "사유: 가가가가 떠나", "withheld-elsewhere"),
        (
            &format!("{P}/documents/withdrawn.md"),
            "사유: 개인정보가",
            "사유: 가가가의 이름이",
            "오류[withheld-elsewhere]",
        ),
        (free, "- 골목을 살핌", "- 파·파·파 위원과 골목을 살핌", "오류[withheld-elsewhere]"),
        ("gian.yaml", "소개: 결재한", "소개: 가가가 위원이 결재한", "오류[withheld-elsewhere]"),
        // In another dossier, where it may rightfully be open.
        (
            "content/2024/opened/documents/opened.md",
            "- 검토하던",
            "- 가가가 위원이 검토하던",
            "경고[withheld-elsewhere]",
        ),
        // Decisions of a draft have no effect on others.
        (
            draft,
            "이용조건: CC BY 4.0\n",
            "이용조건: CC BY 4.0\n공개결정: [{대상: 따로둔값, 공개구분: 공개, 사유: 가}]\n요지: 파파파\n",
            "unknown-key",
        ),
        // Unmarked personal data.
        (free, "- 골목을 살핌", "- 연락처 010-1234-5678", "personal-data"),
        (free, "- 골목을 살핌", "- 주민 900101-1234568의 집", "personal-data"),
        // A mark in other brackets.
        (free, "- 골목을 살핌", "- 【홍비밀】(비공개6)", "mark-syntax"),
        (review, "단가: 150000", "단가: \"[150,000](비공개:7)\"", "wrong-type"),
    ];
    for (file, old, new, code) in cases {
        let said = checked(|root| edit(root, file, &[(old, new)]));
        assert!(said.contains(code), "{new}: {said}");
    }
    let said = checked(|root| {
        edit(
            root,
            draft,
            &[(
                "이용조건: CC BY 4.0\n",
                "이용조건: CC BY 4.0\n공개결정: [{대상: 따로둔값, 공개구분: 공개, 사유: 가}]\n",
            )],
        );
        edit(root, free, &[("- 골목을 살핌", "- 파파파의 골목을 살핌")]);
    });
    assert!(said.contains("withheld-elsewhere"), "a draft opened a key for the others: {said}");
    for spelled in ["110234567890", "110 234 567890", "110–234–567890"] {
        let said = checked(|root| {
            edit(root, review, &[("번호: 사사사", "번호: 110-234-567890")]);
            edit(root, free, &[("- 골목을 살핌", &format!("- 번호 {spelled}"))]);
        });
        assert!(said.contains("오류[withheld-elsewhere]"), "{spelled}: {said}");
    }
    let said = checked(|root| {
        for file in ["withheld.yaml", "private/values.yaml", "documents/free.md"] {
            edit(root, &format!("{P}/{file}"), &[("따로둔값", "위촉위원")]);
        }
    });
    assert!(said.contains("disclosure-decisions"), "a key has the name of all members: {said}");
    let said = checked(|root| {
        fs::copy(root.join(P).join("attachments/part.csv"), root.join(P).join("attachments/part-public.csv")).unwrap();
    });
    assert!(said.contains("attachment-contents"), "a withheld file is offered under another name: {said}");
    let said = checked(|root| {
        let folder = root.join("templates/html");
        fs::create_dir_all(&folder).unwrap();
        let text = fs::read_to_string("templates/html/index.html").unwrap();
        fs::write(folder.join("index.html"), text.replace("<h1>{{ archive.title }}</h1>", "<h1>가가가</h1>")).unwrap();
    });
    assert!(said.contains("templates/html/index.html") && said.contains("withheld-elsewhere"), "{said}");
}

/// A decision to withhold, and members without a decision, survive a change of class.
#[test]
fn a_change_of_class_opens_no_key_that_was_decided_on() {
    let dir = tempfile::tempdir().unwrap();
    copy(Path::new(WORKSPACE), dir.path());
    let change = "이용조건: CC BY 4.0\n공개결정: [{대상: 따로둔값, 공개구분: 비공개, 근거: 6, 사유: 동의 없음}]\n공개변경: [{날짜: 2024-06-01, 공개구분: 공개, 사유: 끝}]\n";
    edit(dir.path(), &format!("{P}/documents/free.md"), &[("이용조건: CC BY 4.0\n", change)]);
    let output = gian(dir.path(), &["build", "--edition", "public"]);
    let page = fs::read_to_string(dir.path().join("output/public/d/proof-free/index.html")).unwrap_or_default();
    assert!(!page.contains("파파파") && !page.contains("자자자"));
    assert_eq!(output.status.code(), Some(1), "a mask in a document that says it is open is a doubt");
}

/// A folder built before an attachment was closed still offers it.
#[test]
fn verify_notices_a_stale_folder() {
    let dir = crate::common::sample();
    public(dir.path(), &[]);
    let folder = dir.path().join("output/public");
    let stale = gian(dir.path(), &["verify", folder.to_str().unwrap()]);
    assert_eq!(stale.status.code(), Some(0));
    fs::write(dir.path().join("content/2021/nowon/attachments/opinions.csv"), "의견\n다른 의견\n").unwrap();
    let stale = gian(dir.path(), &["verify", folder.to_str().unwrap()]);
    assert_eq!(stale.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&stale.stderr).contains("files/opinions.csv"));
}

/// A document that becomes more closed discloses nothing, even if its grounds change.
#[test]
fn a_withdrawal_opens_nothing() {
    let dir = tempfile::tempdir().unwrap();
    copy(Path::new(WORKSPACE), dir.path());
    let file = format!("{P}/documents/withdrawn.md");
    edit(
        dir.path(),
        &file,
        &[
            ("제목: 거두어들인 보고", "제목: \"[김비밀](비공개:6) 거두어들인 보고\""),
            ("공개구분: 비공개, 비공개근거: [6]", "공개구분: 비공개, 비공개근거: [5]"),
        ],
    );
    let index = String::from_utf8(public(dir.path(), &[])["closed/index.html"].clone()).unwrap();
    assert!(!index.contains("김비밀") && index.contains("비공개(6) 거두어들인 보고"), "{index}");
}

/// Names of folders and files have no influence on published content.
#[test]
fn the_order_of_folders_is_not_public() {
    let build = |name: &str| {
        let dir = tempfile::tempdir().unwrap();
        copy(Path::new(WORKSPACE), dir.path());
        let other = dir.path().join("content/2024").join(name).join("documents");
        fs::create_dir_all(&other).unwrap();
        let text = fs::read_to_string(dir.path().join(P).join("documents/nameless.md")).unwrap();
        let text = text.replace("식별자: proof-nameless", "식별자: other-nameless").replace("비공개:5", "비공개:7");
        let text =
            text.replace("문서번호: 기획담당관-", "문서번호: 기획담당관-90").replace("관리번호: D0", "관리번호: D9");
        fs::write(other.join(format!("{name}.md")), text.replace("비공개근거: [5]", "비공개근거: [7]")).unwrap();
        public(dir.path(), &[])
    };
    assert_eq!(difference(&build("aaa"), &build("zzz")), Vec::<String>::new());
    // Nor is that of the rows of a summary of all dossiers.
    let build = |name: &str| {
        let dir = tempfile::tempdir().unwrap();
        for part in ["gian.yaml", "content"] {
            copy(&at(part), &dir.path().join(part));
        }
        let folder = dir.path().join(name);
        fs::create_dir_all(folder.parent().unwrap()).unwrap();
        fs::rename(dir.path().join("content/2021/nowon"), folder).unwrap();
        assert!(gian(dir.path(), &["build", "--no-pdf", "--edition", "public"]).status.success());
        tree(&dir.path().join("output/public"))
    };
    let first = build("content/2021/nowon");
    assert!(first.values().any(|bytes| String::from_utf8_lossy(bytes).contains("종합현황표")));
    for name in ["content/2018/nowon", "content/2030/aaa"] {
        assert_eq!(difference(&first, &build(name)), Vec::<String>::new(), "{name}");
    }
}

/// Ordinary documents are neither refused nor reported by the scan.
#[test]
fn ordinary_work_raises_no_alarm() {
    let verified = |change: &dyn Fn(&Path)| {
        let dir = tempfile::tempdir().unwrap();
        copy(Path::new(WORKSPACE), dir.path());
        change(dir.path());
        public(dir.path(), &[]);
        let output = gian(dir.path(), &["verify", dir.path().join("output/public").to_str().unwrap()]);
        let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{said}");
    };
    let documents = format!("{P}/documents");
    // A draft repeats the words of templates about open facts; an open document is withdrawn.
    verified(&|root| {
        edit(root, &format!("{documents}/draft.md"), &[("- 아직", "- 2024 새봄구 마을가꾸기 실행계획서\n- 아직")])
    });
    verified(&|root| {
        let open = ("공개구분: 부분공개\n비공개근거: [6]\n", "공개구분: 공개\n");
        let title = ("제목: 거두어들인 보고", "제목: 거두어들인 골목 가꾸기 사업 보고서");
        edit(root, &format!("{documents}/withdrawn.md"), &[open, title]);
    });
    // A class becomes stricter.
    verified(&|root| {
        let class = ("공개구분: 부분공개\n비공개근거: [5]\n", "공개구분: 공개\n");
        let change = ("공개구분: 공개, 사유: 의사결정이", "공개구분: 부분공개, 비공개근거: [5], 사유: 의사결정이");
        edit(root, "content/2024/opened/documents/opened.md", &[class, change]);
    });
    // A namesake, and a bank whose name is an ordinary word.
    verified(&|root| {
        let other = ("이용조건: CC BY 4.0\n", "이용조건: CC BY 4.0\n다른말: [{말: 가가가, 사유: 가게 이름}]\n");
        edit(root, &format!("{documents}/free.md"), &[other, ("- 골목을 살핌", "- 가가가 가게 앞의 골목을 살핌")]);
        edit(root, &format!("{P}/review.yaml"), &[("은행: 바바바", "은행: 골목")]);
    });
    // A file that is not offered may have any name.
    verified(&|root| {
        fs::rename(root.join(P).join("attachments/whole.csv"), root.join(P).join("attachments/가가가.csv")).unwrap();
        edit(root, &format!("{documents}/result.md"), &[("파일: whole.csv", "파일: 가가가.csv")]);
    });
}

/// A scan with other sources than those of the folder proves nothing.
#[test]
fn verify_asks_whose_folder_it_is() {
    let (one, two) = (crate::common::sample(), tempfile::tempdir().unwrap());
    copy(Path::new(WORKSPACE), two.path());
    public(two.path(), &[]);
    let output = gian(one.path(), &["verify", two.path().join("output/public").to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("이 작업공간의 공개판과 다릅니다"));
}

/// Each rule of the projection is necessary: without it the proofs fail.
#[cfg(feature = "mutation")]
#[test]
fn the_proofs_notice_when_a_rule_is_switched_off() {
    use gian_view::rules::Rule;
    for rule in Rule::ALL {
        let name = serde_json::to_value(rule).unwrap().as_str().unwrap().to_owned();
        let off = [("GIAN_MUTATION", name.as_str())];
        let differs = !interference(&off).is_empty();
        let leaks = !found(&Proof::new(Variant::Rare), &off).is_empty();
        assert!(differs, "without {name} the public bytes do not depend on what is withheld");
        assert!(leaks, "without {name} no canary is public");
    }
}
