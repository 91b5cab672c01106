//! What published documents print is open data, and nothing else is.
//!
//! A generated workspace has a sign of its own in every fact, and documents of which some are closed. The finished pages
//! say which signs are public, and the tables must have these and no others. Then the same workspace has the values of
//! facts typed by hand in its open documents, and a dossier without documents that shares them: the tables stay the same.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use gian_test_support::tree;
use rayon::prelude::*;

use crate::common::gian;

/// A simple pseudorandom number generator: the same seed gives the same workspace everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len() as u64) as usize]
    }
}

/// A fact: how a page writes it, and the table, column and form in which the data have it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Fact {
    name: &'static str,
    page: String,
    table: &'static str,
    column: &'static str,
    data: String,
}

/// A word of five syllables that are in no other word of the workspace.
fn word(dice: &mut Dice, used: &mut BTreeSet<String>) -> String {
    const RARE: [&str; 24] = [
        "갉", "겪", "굶", "꿰", "넋", "닦", "덮", "됨", "뚫", "맑", "묶", "밟", "벚", "뵘", "삵", "솎", "쌓", "앎",
        "얹", "엮", "옻", "읊", "잃", "칡",
    ];
    loop {
        let word: String = (0..5).map(|_| RARE[dice.below(24) as usize]).collect();
        if used.insert(word.clone()) {
            return word;
        }
    }
}

/// Groups digits by thousands, as documents do.
fn grouped(won: u64) -> String {
    let digits = won.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// The files of facts of a dossier, and its facts.
struct Dossier {
    files: Vec<(&'static str, String)>,
    facts: Vec<Fact>,
}

#[rustfmt::skip]
fn dossier(dice: &mut Dice) -> Dossier {
    let mut used = BTreeSet::new();
    let mut facts = Vec::new();
    let mut words = |name, table, column, facts: &mut Vec<Fact>, dice: &mut Dice| -> String {
        let word = word(dice, &mut used);
        facts.push(Fact { name, page: word.clone(), table, column, data: word.clone() });
        word
    };
    let day = |name, table, column, day: &str, facts: &mut Vec<Fact>| -> String {
        let parts: Vec<u32> = day.split('-').map(|p| p.parse().unwrap()).collect();
        let page = format!("{}. {}. {}.", parts[0], parts[1], parts[2]);
        facts.push(Fact { name, page, table, column, data: day.to_owned() });
        day.to_owned()
    };
    let number = |name, table, column, page: String, data: u64, facts: &mut Vec<Fact>| -> u64 {
        facts.push(Fact { name, page, table, column, data: data.to_string() });
        data
    };
    let f = &mut facts;
    let plan_name = words("plan.name", "dossiers", "plan", f, dice);
    let place = words("plan.municipality", "dossiers", "municipality", f, dice);
    let programme = words("programme.name", "dossiers", "programme", f, dice);
    let submitted = day("version.submitted_on", "plan-versions", "submitted_on", "2024-03-05", f);
    let planned = words("schedule.what", "schedule", "what", f, dice);
    let planned_from = day("schedule.from", "schedule", "from", "2024-06-18", f);
    let worked = words("outcome.place", "outcomes", "place", f, dice);
    let worked_on = day("outcome.from", "outcomes", "from", "2024-09-17", f);
    let came = words("participants.group", "participants", "group", f, dice);
    let counted = number("participants.count", "participants", "count", "1,057".to_owned(), 1057, f);
    let measured = words("achievement.item", "achievements", "item", f, dice);
    let unit = words("achievement.unit", "achievements", "unit", f, dice);
    let spent_on = words("budget.label", "budget", "label", f, dice);
    let calculation = words("budget_item.calculation", "budget-items", "calculation", f, dice);
    let planned_won = 1_000 * (900 + dice.below(90)) + 1 + dice.below(400);
    let planned_won = number("budget_item.amount", "budget-items", "amount", grouped(planned_won), planned_won, f);
    let plan = format!("\
사업: {{이름: {programme}, 회계연도: 2024}}
계획: {{이름: {plan_name}, 종류: 실행계획, 자치단체: {place}}}
목표: [골목을 걷기 좋게 가꾸기]
일정:
  - {{할일: {planned}, 시작: {planned_from}}}
판:
  - {{번호: 1, 구분: 제출본, 제출일: {submitted}, 쪽수: 20}}
  - {{번호: 2, 구분: 보완본, 쪽수: 21}}
소요예산:
  항목:
    - {{비목: {spent_on}, 산출: {calculation}, 금액: {planned_won}}}
    - {{비목: {spent_on}, 금액: 311007}}
추진결과:
  시작: {worked_on}
  장소: {worked}
  참여:
    - {{구분: {came}, 인원: {counted}}}
  실적:
    - {{항목: {measured}, 목표: 7, 실적: 8, 단위: {unit}}}
");
    let meeting = words("meeting.name", "meetings", "name", f, dice);
    let met = day("meeting.date", "meetings", "date", "2024-03-12", f);
    let start = "10:07".to_owned();
    f.push(Fact { name: "meeting.start", page: start.clone(), table: "meetings", column: "start", data: start.clone() });
    let end = "12:43".to_owned();
    f.push(Fact { name: "meeting.end", page: end.clone(), table: "meetings", column: "end", data: end.clone() });
    let room = words("meeting.place", "meetings", "place", f, dice);
    let title = words("finding.title", "findings", "title", f, dice);
    let body = words("finding.body", "findings", "body", f, dice);
    let section = words("finding.target", "findings", "target_section", f, dice);
    let by = words("response.by", "findings", "response_by", f, dice);
    let answer = words("response.text", "findings", "response_text", f, dice);
    let answered = day("response.on", "findings", "response_on", "2024-03-14", f);
    let shown = words("response.evidence", "findings", "evidence_section", f, dice);
    let number_of_decision = words("decision.number", "decisions", "number", f, dice);
    let decided = day("decision.on", "decisions", "decided_on", "2024-03-19", f);
    let step = words("step.what", "steps", "what", f, dice);
    let due = day("step.due", "steps", "due", "2024-04-16", f);
    let done = day("step.done_on", "steps", "done_on", "2024-04-11", f);
    let cost = words("cost.label", "costs", "label", f, dice);
    let price = 1000 * (1 + dice.below(40)) + 1 + dice.below(998);
    let quantity = number("cost.quantity", "costs", "quantity", "1013".to_owned(), 1013, f);
    let price = number("cost.unit_price", "costs", "unit_price", grouped(price), price, f);
    let amount = number("cost.amount", "costs", "amount", grouped(price * quantity), price * quantity, f);
    let project = words("cost.budget_project", "costs", "budget_project", f, dice);
    let unit = words("cost.unit", "costs", "unit", f, dice);
    let subject = words("subject.name", "subjects", "name", f, dice);
    let bill = words("subject.bill_no", "subjects", "bill_no", f, dice);
    let note = words("subject.note", "subjects", "note", f, dice);
    let opinion = words("subject.reason", "subjects", "reason", f, dice);
    let action = words("subject.action", "subjects", "action", f, dice);
    let action_due = day("subject.due", "subjects", "due", "2024-07-23", f);
    let action_done = day("subject.done_on", "subjects", "done_on", "2024-07-18", f);
    let review = format!("\
절차: 협의·조정
회차:
  - 번호: 1
    구분: 협의·조정
    회의:
      - {{이름: {meeting}, 날짜: {met}, 시작: \"{start}\", 끝: \"{end}\", 장소: {room}}}
    참석:
      - {{구분: 협의조정위원, 인원: 3}}
      - {{구분: 한빛시, 인원: 2}}
    참석인원: 5
대상:
  - {{번호: 1, 이름: {subject}, 의안번호: {bill}, 설명: {note}, 결과: 조건부승인, 의견: {opinion}, 조치: {action}, 조치기한: {action_due}, 조치일: {action_done}}}
검토의견:
  - 식별자: F-1-1
    회차: 1
    제목: {title}
    의무: 필수
    대상: {{판: 1, 곳: {section}}}
    내용: \"- {body}\"
    답변: {{주체: {by}, 상태: 반영, 내용: {answer}, 근거: {{판: 2, 곳: {shown}}}, 날짜: {answered}}}
결정: {{결과: 조건부승인, 결정번호: {number_of_decision}, 날짜: {decided}, 이유: 계획이 알맞음, 조건: [F-1-1]}}
후속절차:
  - {{할일: {step}, 방향: 市→區, 기한: {due}, 완료일: {done}}}
비용:
  항목:
    - {{항목: {cost}, 구분: 인쇄, 단가: {price}, 수량: {quantity}, 단위: {unit}, 금액: {amount}}}
  합계: {amount}
  예산과목: {{부서: 기획담당관, 정책사업: 살기 좋은 마을, 단위사업: 마을가꾸기, 세부사업: {project}, 통계목: 사무관리비, 코드: 201-01}}
");
    let item = words("spending.label", "spending", "label", f, dice);
    let budget = 1_000 * (7_000 + dice.below(900)) + 1 + dice.below(400);
    let budget = number("spending.budget", "spending", "budget", grouped(budget), budget, f);
    let spent = budget - 600_000 - 1 - dice.below(400);
    let spent = number("spending.spent", "spending", "spent", grouped(spent), spent, f);
    let grant_project = words("grant.budget_project", "spending", "budget_project", f, dice);
    // The sums of the grant are written as the only item: their page form is that of the item, so that a second item
    // keeps them apart.
    let other = 411_003;
    let grant = format!("\
교부대상: 새봄구
신청: {{날짜: 2024-04-01, 금액: {total}}}
교부결정: {{날짜: 2024-04-02, 금액: {total}, 조건: [목적에 맞게 쓸 것], 근거: [한빛시 마을가꾸기 조례]}}
지급:
  - {{날짜: 2024-04-05, 금액: {total}}}
집행:
  - {{비목: {item}, 예산: {budget}, 집행: {spent}}}
  - {{비목: 자산취득비, 예산: {other}, 집행: {other}}}
정산: {{날짜: 2025-01-10, 이자: 1000, 반납기한: 2025-02-10, 의견: [증빙이 맞음]}}
예산과목: {{부서: 기획담당관, 정책사업: 살기 좋은 마을, 단위사업: 마을가꾸기, 세부사업: {grant_project}, 통계목: 자치단체경상보조금, 코드: 308-01}}
", total = budget + other);
    Dossier { files: vec![("plan.yaml", plan), ("review.yaml", review), ("grant.yaml", grant)], facts }
}

/// Kinds whose documents take their text from the facts.
const KINDS: [&str; 14] = [
    "결과보고",
    "조치결과표",
    "신구대비표",
    "회의록",
    "참석부",
    "개최계획",
    "결정서",
    "정산보고",
    "종합현황표",
    "교부결정통지",
    "결과통보",
    "계획서",
    "추진결과보고",
    "심의의결서",
];

/// Expressions in bodies and templates of an office; all print whole facts.
const PRINTING: [&str; 27] = [
    "- {{ plan.plan.name }}",
    "- {{ plan.plan.municipality | josa(with=\"이/가\") }} 냄",
    "- {{ plan.programme.name }}",
    "- {{ plan.versions[0].submitted_on | date }}",
    "- {% for s in plan.schedule %}{{ s.what }} {{ s.from | period(to=s.to) }}{% endfor %}",
    "- {% for r in review.rounds %}{% for m in r.meetings %}{{ m.name }}{% endfor %}{% endfor %}",
    "- {% set m = review.rounds[0].meetings[0] %}{{ m.date | weekday_date }} {{ m.start }}",
    "- {% for m in review.rounds[0].meetings %}{{ m.place }} {{ m.end }}{% endfor %}",
    "- {% for f in review.rounds[0].findings %}{{ f.title }}{% endfor %}",
    "- {% for f in review.rounds[0].findings | reverse %}{{ f.title }} {{ f.response.by }}{% endfor %}",
    "{% for f in review.rounds[0].findings %}{{ f.body | md }}{% endfor %}",
    "- {% for f in review.rounds[0].findings %}{{ f.response.text }} ({{ f.response.on | date }}){% endfor %}",
    "- {% for f in review.rounds[0].findings %}{{ f.target.section }}, {{ f.response.evidence.section }}{% endfor %}",
    "- {{ review.decision.number | otherwise(value=\"-\") }}, {{ review.decision.on | date }}",
    "- {% for s in review.steps %}{{ s.what }} {{ s.due | date }}{% endfor %}",
    "- {% for s in review.steps %}{{ s.done_on | weekday_date }}{% endfor %}",
    "- {% for g in review.costs.groups %}{% for i in g.items %}{{ i.label }}{% endfor %}{% endfor %}",
    "- {% for g in review.costs.groups %}{% for i in g.items %}{{ i.unit_price | grouped }}원 {{ i.quantity }}{{ i.unit }}{% endfor %}{% endfor %}",
    "- {% for g in review.costs.groups %}{% set_global one = g.items | first %}{{ one.amount | grouped }}원{{ one.label }}{% endfor %}",
    "- {% for g in review.costs.groups %}{% for i in g.items %}{{ i.label }}: {{ review.costs.budget_line.detail_project }}{% endfor %}{% endfor %}",
    "- {% for g in plan.budget.groups %}{{ g.label }}{% for i in g.items %} {{ i.amount | grouped }}{% endfor %}{% endfor %}",
    "- {% for g in plan.budget.groups %}{% for i in g.items %}{{ i.calculation | otherwise(value=\"-\") }}{% endfor %}{% endfor %}",
    "- {{ plan.outcome.place }} {% for p in plan.outcome.participants %}{{ p.group }} {{ p.count | grouped }}명{% endfor %}",
    "- {% for a in plan.outcome.achievements %}{{ a.item }}: {{ a.actual }}{{ a.unit }}{% endfor %}",
    "- {% for s in review.subjects %}{{ s.name }}({{ s.bill_no }}) {{ s.due | date }}{% endfor %}",
    "- {% for s in grant.spending %}{{ s.label }} {{ s.budget | grouped }}원{% endfor %}",
    "- {% for s in grant.spending %}{{ s.label }} {{ s.spent | grouped }}원 {{ grant.budget_line.detail_project }}{% endfor %}",
];

/// Lines that read facts without printing them.
const SILENT: [&str; 12] = [
    "- {% if review.decision.number %}결정함{% endif %}",
    "- {% set x %}{% for f in review.rounds[0].findings %}{{ f.response.text }}{% endfor %}{% endset %}답변 {{ x | length }}자",
    "- 의견 {{ review.rounds[0].findings | length }}건",
    "- {% for s in review.steps %}{% if s.done_on %}마침{% endif %}{% endfor %}",
    "- {{ review.rounds[0].meetings[0].date | month }}의 회의",
    "- {% set cost = review.costs.total %}{% if cost > 0 %}비용이 듦{% endif %}",
    "{* {{ plan.plan.name }} {{ review.decision.number }} *}\n\n- 적지 않음",
    "- {% for f in review.rounds[0].findings %}{{ f.title | replace(from=f.title, to=\"제목\") }}{% endfor %}",
    "- {% set all = review.rounds[0].findings | length %}{{ all + 1 }}",
    "- {{ review.rounds[0].meetings[0].place | length }}자",
    "- {% for s in review.subjects %}{% if s.bill_no %}의안이 있음{% endif %}{% endfor %}",
    "- 예산 항목 {{ plan.budget.groups[0].items | length }}개{% if plan.outcome.place %}, 곳을 정함{% endif %}",
];

/// Writes the workspace of a seed; with `typed`, values of facts stand in open documents by chance.
fn write(root: &Path, seed: u64, typed: bool) -> Vec<Fact> {
    let mut dice = Dice(seed);
    let put = |path: &str, text: &str| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    put(
        "gian.yaml",
        "기관: {이름: 한빛시, 약칭: 市, 구분: 광역, 우편번호: \"00000\", 주소: 한빛시 가온로 1, 누리집: \"https://hanbit.example/\", 기관장: 한빛시장}\n부서:\n  - {식별자: planning, 이름: 기획담당관}\n프로필: 서울\n자료관: {제목: 한빛시 열린 문서}\n",
    );
    let Dossier { files, facts } = dossier(&mut dice);
    for (name, text) in &files {
        put(&format!("content/2024/matter/{name}"), text);
        if typed {
            put(&format!("content/2024/without-documents/{name}"), text);
        }
    }
    let lines = |dice: &mut Dice| {
        let mut text = "## 살핌\n\n- 골목을 살핌\n".to_owned();
        for _ in 0..dice.below(4) {
            writeln!(text, "{}", dice.one(&PRINTING)).unwrap();
        }
        for _ in 0..dice.below(3) {
            writeln!(text, "{}", dice.one(&SILENT)).unwrap();
        }
        text
    };
    // A kind of the office, with a part that its template includes.
    put("templates/documents/walk/kind.yaml", "이름: 골목살핌\n서식: 보고서\n자료: [계획, 검토, 보조금]\n");
    let part = lines(&mut dice);
    put("templates/parts/walk.md", part.trim_start_matches("## 살핌\n\n"));
    let included = match dice.below(3) {
        0 => "{% include \"parts/walk.md\" %}\n",
        1 => "{% set kept %}{% include \"parts/walk.md\" %}{% endset %}\n- 골목 {{ kept | length }}자\n",
        _ => "",
    };
    put("templates/documents/walk/body.md", &format!("{}{included}", lines(&mut dice)));
    for number in 0..2 + dice.below(5) {
        let open = dice.below(2) == 0;
        let (kind, mut body) = match dice.below(4) {
            0 => ("보고서", lines(&mut dice)),
            1 => ("골목살핌", String::new()),
            _ => (dice.one(&KINDS), String::new()),
        };
        let chance: Vec<bool> = facts.iter().map(|_| dice.below(2) == 0).collect();
        if kind == "보고서" && open {
            let told: Vec<&str> =
                facts.iter().zip(chance).filter(|(_, by_chance)| *by_chance).map(|(f, _)| f.page.as_str()).collect();
            let said = if typed { told.join(", ") } else { "없음".to_owned() };
            writeln!(body, "- 손으로 적은 것: 반영, 필수, {said}").unwrap();
        }
        let class = if open { "공개구분: 공개" } else { "공개구분: 비공개\n비공개근거: [5]" };
        let to = if matches!(kind, "교부결정통지" | "결과통보") {
            "수신: [새봄구청장(마을과장)]\n관인: 관인생략\n"
        } else {
            ""
        };
        let covers = if kind == "종합현황표" { "대상건: [모두]\n" } else { "" };
        put(
            &format!("content/2024/matter/documents/paper-{number}.md"),
            &format!(
                "---\n식별자: paper-{number}\n종류: {kind}\n상태: 시행\n제목: 골목 문서 {number}\n부서: planning\n문서번호: 기획담당관-1{number}\n기안일: 2025-05-14\n결재일: 2025-05-15\n시행일: 2025-05-16\n결재선:\n  - {{역할: 기안, 직위: 주무관, 성명: 홍공무}}\n  - {{역할: 결재, 직위: 기획담당관, 성명: 성공무, 서명일: 2025-05-15}}\n{class}\n{to}{covers}보존기간: 5년\n분류: [행정, 기획, 마을]\n작성자: {{성명: 홍공무, 전화번호: 02-0000-0000}}\n---\n{body}"
            ),
        );
    }
    facts
}

/// The public edition of a seed: its files, and the facts.
fn public(seed: u64, typed: bool) -> (BTreeMap<String, Vec<u8>>, Vec<Fact>) {
    let dir = tempfile::tempdir().unwrap();
    let facts = write(dir.path(), seed, typed);
    let output = gian(dir.path(), &["build", "--no-pdf", "--edition", "public"]);
    assert!(output.status.success(), "seed {seed}: {}", String::from_utf8_lossy(&output.stderr));
    let verified = gian(dir.path(), &["verify", dir.path().join("output/public").to_str().unwrap()]);
    assert!(verified.status.success(), "seed {seed}: {}", String::from_utf8_lossy(&verified.stderr));
    (tree(&dir.path().join("output/public")), facts)
}

/// The cells of the tables of facts: table and column with the values.
fn cells(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<(String, String), BTreeSet<String>> {
    let mut found: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    let tables =
        files.iter().filter_map(|(name, bytes)| Some((name.strip_prefix("data/")?.strip_suffix(".csv")?, bytes)));
    for (table, bytes) in tables.filter(|(table, _)| !table.starts_with("documents") && *table != "files") {
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let head = reader.headers().unwrap().clone();
        for record in reader.records() {
            for (column, value) in head.iter().zip(&record.unwrap()) {
                // Numbers of the site, not facts: they count documents.
                if !value.is_empty() && !["documents", "first_on", "last_on"].contains(&column) {
                    found.entry((table.to_owned(), column.to_owned())).or_default().insert(value.to_owned());
                }
            }
        }
    }
    found
}

/// Checks one seed, and returns how many facts are public and how many are not.
fn check(seed: u64) -> (usize, usize) {
    let (files, facts) = public(seed, false);
    let pages: String = files
        .iter()
        .filter(|(name, _)| name.starts_with("d/") && name.ends_with("text.txt"))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned() + "\n")
        .collect();
    let data = cells(&files);
    let mut public_facts = 0;
    for fact in &facts {
        let on_a_page = pages.contains(&fact.page);
        let column = data.get(&(fact.table.to_owned(), fact.column.to_owned()));
        let in_data = column.is_some_and(|values| values.iter().any(|v| v.contains(&fact.data)));
        assert_eq!(
            in_data, on_a_page,
            "seed {seed}: {fact:?} is on a page: {on_a_page}, in the data: {in_data}\n{pages}"
        );
        public_facts += usize::from(on_a_page);
        // Neither pages of the archive nor other data tell more than the documents.
        if !on_a_page && fact.page.chars().count() > 4 {
            for (name, bytes) in &files {
                let text = String::from_utf8_lossy(bytes);
                assert!(!text.contains(&fact.page), "seed {seed}: {name} tells {fact:?}");
            }
        }
    }
    let (with_typed, _) = public(seed, true);
    assert_eq!(cells(&with_typed), data, "seed {seed}: what is typed by hand became data");
    (public_facts, facts.len() - public_facts)
}

#[expect(clippy::print_stdout, reason = "the whole proof says how much it has looked at")]
fn all(seeds: std::ops::RangeInclusive<u64>) {
    let counts: Vec<(usize, usize)> = seeds.into_par_iter().map(check).collect();
    let (open, closed) = counts.iter().fold((0, 0), |(a, b), (c, d)| (a + c, b + d));
    assert!(open > 5 * counts.len() && closed > 5 * counts.len(), "{open} facts are public, {closed} are not");
    println!("{} workspaces, {open} facts are public, {closed} are not", counts.len());
}

#[test]
fn open_data_are_the_facts_that_open_documents_print() {
    all(1..=24);
}

#[test]
#[ignore = "takes minutes: scripts/proof runs it"]
fn open_data_are_the_facts_that_open_documents_print_in_500_workspaces() {
    all(101..=600);
}

/// `gian verify` compares the data with the documents.
#[test]
fn verify_finds_a_fact_that_no_document_prints() {
    let dir = tempfile::tempdir().unwrap();
    // A seed with open findings.
    let seed = (1..).find(|seed| public(*seed, false).0.contains_key("data/findings.csv")).unwrap();
    let facts = write(dir.path(), seed, false);
    assert!(gian(dir.path(), &["build", "--no-pdf", "--edition", "public"]).status.success());
    let folder = dir.path().join("output/public");
    let said = || {
        let output = gian(dir.path(), &["verify", folder.to_str().unwrap()]);
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    assert_eq!(said().0, Some(0));
    let fact = |name: &str| facts.iter().find(|f| f.name == name).unwrap();
    // A row of a table, with a fact that only the sources know.
    let done = fact("step.done_on");
    let table = folder.join("data/steps.csv");
    let clean = fs::read_to_string(&table).unwrap();
    let head = clean.lines().next().unwrap().split(',').collect::<Vec<_>>();
    let row: Vec<&str> = head
        .iter()
        .map(|column| match *column {
            "dossier" | "document" => "paper-0",
            "no" => "9",
            "done_on" => &done.data,
            _ => "",
        })
        .collect();
    fs::write(&table, format!("{clean}{}\r\n", row.join(","))).unwrap();
    let (code, words) = said();
    let line = clean.lines().count();
    assert!(code == Some(1) && words.contains(&format!("data/steps.csv의 {line}번째 줄 (done_on)")), "{words}");
    assert!(!words.contains(&done.data), "{words}");
    fs::write(&table, &clean).unwrap();
    assert_eq!(said().0, Some(0));
    // The data beside a document.
    let mut documents = fs::read_dir(folder.join("d")).unwrap().map(|e| e.unwrap().path().join("document.json"));
    let beside = documents.find(|path| path.is_file()).unwrap();
    let clean = fs::read_to_string(&beside).unwrap();
    let mut data: serde_json::Value = serde_json::from_str(&clean).unwrap();
    data["facts"]["decisions"] = serde_json::json!([{ "number": fact("decision.number").data, "document": "x" }]);
    data["facts"]["meetings"] = serde_json::json!([{ "name": "다른 회의", "document": "x" }]);
    fs::write(&beside, data.to_string()).unwrap();
    let (code, words) = said();
    assert!(code == Some(1) && words.contains("(number)") && words.contains("(name)"), "{words}");
    fs::write(&beside, "{").unwrap();
    assert!(said().1.contains("읽을 수 없어"), "{}", said().1);
}

/// Values that a template evaluates and a reader does not see, or sees only in part.
#[test]
fn what_a_reader_does_not_see_is_no_data() {
    for hidden in [
        "~~~표\n제목: 표 # {{ review.decision.number }}\n열: [{머리: 가}]\n행: [[나]]\n~~~",
        "~~~표\n# {{ review.decision.number }}\n제목: 표\n열: [{머리: 가}]\n행: [[나]]\n합계: null # {{ review.decision.number }}\n~~~",
        "~~~쪽나눔\n# {{ review.decision.number }}\n~~~\n\n- 글",
        "- {{ review.decision.number | trim(pat=review.decision.number) }}글",
        "- {% set x | replace(from=\"a\", to=\"b\") %}{{ review.decision.number }}{% endset %}길이 {{ x | length }}",
        "- {% raw %}endraw {{ \" {% endraw %}글",
        "- {{ review.rounds[0].findings[0].target.page | otherwise(value=\"-\") | otherwise(value=review.decision.number) }}",
        "- {{ review.decision.on | period(to=review.decision.number) }}",
        "- {% if review.decision.number == \"x\" %}{{ review.decision.number }}{% else %}글{% endif %}",
    ] {
        let (files, number) = one_document(hidden);
        let data = cells(&files);
        let column = data.get(&("decisions".to_owned(), "number".to_owned()));
        assert!(column.is_none_or(|values| !values.contains(&number)), "{hidden}: {column:?}");
    }
    let (files, number) = one_document("- {{ review.decision.number }}");
    assert!(cells(&files)[&("decisions".to_owned(), "number".to_owned())].contains(&number));
}

/// Numbers that are read as days, widths and names work as they did, although printed figures are marked.
#[test]
fn marks_of_figures_change_no_page() {
    for (body, text) in [
        ("~~~일정표\n제목: 일정\n항목:\n  - {할일: 가, 시작: \"2024-0{{ review.required }}\"}\n~~~", "2024. 1."),
        ("~~~표\n제목: 표\n열: [{머리: 가, 너비: {{ review.required }}00}]\n행: [[나]]\n~~~", "나"),
        ("- 글[^{{ review.required }}]\n\n[^{{ review.required }}]: 주", "주"),
        ("- {% raw %}endraw {{ review.decision.number }}{% endraw %}", "endraw {{ review.decision.number }}"),
    ] {
        let (files, _) = one_document(body);
        let page = String::from_utf8_lossy(&files["d/paper-0/text.txt"]).into_owned();
        assert!(page.contains(text), "{body}: {page}");
    }
}

/// The public edition of one open report with a body, and the number of its decision.
fn one_document(body: &str) -> (BTreeMap<String, Vec<u8>>, String) {
    let dir = tempfile::tempdir().unwrap();
    let facts = alone(dir.path(), &format!("## 살핌\n\n- 골목을 살핌\n\n{body}\n"));
    let output = gian(dir.path(), &["build", "--no-pdf", "--edition", "public"]);
    assert!(output.status.success(), "{body}: {}", String::from_utf8_lossy(&output.stderr));
    let folder = dir.path().join("output/public");
    let verified = gian(dir.path(), &["verify", folder.to_str().unwrap()]);
    assert!(verified.status.success(), "{body}: {}", String::from_utf8_lossy(&verified.stderr));
    (tree(&folder), facts.iter().find(|f| f.name == "decision.number").unwrap().data.clone())
}

/// Writes a workspace with one open report, and returns its facts.
fn alone(root: &Path, body: &str) -> Vec<Fact> {
    let facts = write(root, 1, false);
    let documents = root.join("content/2024/matter/documents");
    let front = fs::read_to_string(documents.join("paper-0.md")).unwrap();
    fs::remove_dir_all(&documents).unwrap();
    fs::create_dir(&documents).unwrap();
    let front = front.split("---\n").nth(1).unwrap();
    let front = front.lines().map(|line| match line.split_once(": ") {
        Some(("종류", _)) => "종류: 보고서\n".to_owned(),
        Some(("공개구분", _)) => "공개구분: 공개\n".to_owned(),
        Some(("비공개근거" | "수신" | "관인" | "대상건", _)) => String::new(),
        _ => format!("{line}\n"),
    });
    fs::write(documents.join("paper-0.md"), format!("---\n{}---\n{body}", front.collect::<String>())).unwrap();
    facts
}

/// A figure leads to its origin from where an expression prints it, not from equal digits before it.
#[test]
fn a_figure_leads_to_its_origin_from_where_it_is_printed() {
    let dir = tempfile::tempdir().unwrap();
    let written = write(dir.path(), 1, false);
    let amount = &written.iter().find(|f| f.name == "cost.amount").unwrap().page;
    let body = format!(
        "## 비용\n\n- 손으로 적은 것은 {amount}원[^주]\n- {{% for g in review.costs.groups %}}{{% for i in g.items %}}{{{{ i.label }}}}에 **{{{{ i.amount | grouped }}}}원**이 듦{{% endfor %}}{{% endfor %}}\n\n[^주]: 다시 손으로 적은 {amount}원\n"
    );
    alone(dir.path(), &body);
    let output = gian(dir.path(), &["build", "--no-pdf", "--edition", "public"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let page = fs::read_to_string(dir.path().join("output/public/d/paper-0/index.html")).unwrap();
    let link = format!(
        "에 <strong><a class=\"figure\" href=\"#basis-1\" aria-label=\"{amount}원, 수치의 근거\">{amount}원</a></strong>이 듦"
    );
    assert!(page.contains(&link), "{page}");
    assert_eq!(page.matches("class=\"figure\" href").count(), 1, "{page}");
}
