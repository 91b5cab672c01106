//! The keys of the source files that the program names, so that a key is written in one place.
//!
//! Each constant lists the files that contain its key, by the names of their schemas (`record` is the front matter of
//! `documents/*.md`); a test of the model compares that with the schemas.

macro_rules! keys {
    ($($name:ident = $key:literal in $($file:ident)+;)+) => {
        $(
            #[doc = concat!("The key `", $key, "` of:", $(" `", stringify!($file), "`",)+ ".")]
            pub const $name: &str = $key;
        )+

        /// Each key with the names of the schemas that have it.
        pub const ALL: &[(&str, &[&str])] = &[$(($key, &[$(stringify!($file)),+])),+];
    };
}

keys! {
    // `gian.yaml`
    RULES = "규칙" in gian;
    INSTITUTION = "기관" in gian plan record;
    DEPARTMENT_ABOVE = "상위" in gian;
    INSTITUTION_ABOVE = "상위기관" in gian;
    HEAD = "기관장" in gian;
    PROFILE = "프로필" in gian;
    ARCHIVE = "자료관" in gian;
    EMBLEM = "휘장" in gian;
    COLOURS = "색" in gian;
    DARK_COLOURS = "어두운색" in gian;
    MAIN_COLOUR = "주색" in gian;
    LINK_COLOUR = "연결색" in gian;
    INK_COLOUR = "글자색" in gian;
    PAPER_COLOUR = "바탕색" in gian;
    VALID_FROM = "시작일" in gian;
    VALID_TO = "종료일" in gian;
    SUCCESSOR = "후신" in gian;
    POSTCODE = "우편번호" in gian record;
    ADDRESS = "주소" in gian record;

    // `plan.yaml`
    PLAN = "계획" in plan;
    MUNICIPALITY = "자치단체" in plan;
    SUBMITTED_BY = "제출기구" in plan;
    PROGRAMME = "사업" in plan record;
    LEGAL_BASIS = "법적근거" in plan;
    SUBMITTED_ON = "제출일" in plan record;
    SCHEDULE = "일정" in plan record;
    PLANNED_BUDGET = "소요예산" in plan;
    CALCULATION = "산출" in plan record;
    YEAR = "연도" in plan record;
    FUNDING = "재원" in plan record;
    OUTCOME = "추진결과" in plan;
    PLAN_STATUS = "현황" in plan;
    PROBLEMS = "문제점" in plan;
    PLAN_ORGANISATION = "추진체계" in plan;
    EFFECTS = "기대효과" in plan;
    ADMINISTRATION = "행정사항" in plan;
    PARTICIPANTS = "참여" in plan;
    PARTICIPANTS_TOTAL = "참여인원" in plan;

    // `review.yaml`
    ROUNDS = "회차" in review;
    ATTENDANCE = "참석" in review meetings;
    ATTENDANCE_TOTAL = "참석인원" in review;
    SEATS = "재적위원" in review;
    SCORES = "점수" in review;
    BILL_NO = "의안번호" in review;
    ACTION = "조치" in review record;
    ACTION_DUE = "조치기한" in review;
    ACTION_DONE = "조치일" in review;
    MEMBERS = "명단" in review meetings;
    COUNT = "인원" in plan review meetings;
    STATUS = "신분" in review meetings record;
    AFFILIATION = "소속" in review meetings record;
    WITHHELD = "비공개" in review meetings record;
    RESIDENT_NO = "주민등록번호" in review meetings;
    CONTACT = "연락처" in review meetings;
    ACCOUNT = "계좌" in review meetings;
    BANK = "은행" in review meetings;
    ACCOUNT_HOLDER = "예금주" in review meetings;
    MEETINGS = "회의" in review meetings record;
    PLACE = "장소" in plan review meetings record;
    VOTES = "표결" in review meetings;
    YES = "찬성" in review meetings;
    FINDINGS = "검토의견" in review;
    OBLIGATION = "의무" in review;
    PAGE = "쪽" in review;
    RESPONSE = "답변" in review;
    DECISION = "결정" in review meetings;
    STEPS = "후속절차" in review;
    DUE = "기한" in plan review record;
    DONE_ON = "완료일" in review;
    COSTS = "비용" in gian review;
    UNIT_PRICE = "단가" in review record;
    TOTAL = "합계" in plan review record;

    // `grant.yaml`
    APPLICATION = "신청" in grant;
    GRANT_DECISION = "교부결정" in grant;
    PAYMENTS = "지급" in grant;
    SPENDING = "집행" in plan grant;
    BUDGET = "예산" in grant record;
    SETTLEMENT = "정산" in grant;
    INTEREST = "이자" in grant;
    RETURN_DUE = "반납기한" in grant;

    // `meetings.yaml`
    PRESENT_COUNT = "출석" in meetings;
    PROXIES = "위임" in meetings;
    MEETING_SEATS = "재적" in meetings;
    AGENDA = "안건" in review meetings;
    STATEMENTS = "발언" in meetings;
    SPEAKER = "발언자" in meetings;
    CONFIRMERS = "확인자" in meetings record;
    CONFIRMED_ON = "확인일" in meetings record;

    // `documents/*.md`
    LEAD = "머리글" in record;
    TEAM = "팀" in record;
    DOC_NO = "문서번호" in record;
    MANAGEMENT_NO = "관리번호" in record;
    POLICY_NO = "방침번호" in record;
    DRAFTED_ON = "기안일" in record;
    APPROVED_ON = "결재일" in record;
    SENT_ON = "시행일" in record;
    DISCLOSURE = "공개구분" in record;
    GROUNDS = "비공개근거" in record;
    DISCLOSURE_DECISIONS = "공개결정" in record;
    DISCLOSURE_CHANGES = "공개변경" in record;
    OTHER_WORDS = "다른말" in record;
    RETENTION = "보존기간" in record;
    CLASSIFICATION = "분류" in record;
    SUMMARY = "문서요지" in record;
    KEYWORDS = "키워드" in record;
    APPROVAL = "결재선" in record;
    COOPERATION = "협조" in record;
    JOINT = "공동기안" in record;
    ROLE = "역할" in plan record;
    MARKS = "표시" in record;
    SIGNED_ON = "서명일" in record;
    ABSENT = "부재사유" in record;
    OPINION = "의견있음" in record;
    INITIATIVE = "발의보고" in record;
    RECEIVERS = "수신" in record;
    VIA = "경유" in record;
    ITEM_MARKERS = "항목부호" in record;
    PAPER = "지면" in record;
    ABOVE_TITLE = "위" in record;
    BELOW_TITLE = "아래" in record;
    APPROVAL_GRID = "결재란" in record;
    APPROVAL_CELLS = "결재칸" in record;
    APPROVAL_LABEL = "결재표시" in record;
    APPROVAL_TITLES = "결재직위" in record;
    CIRCULATION = "공람" in record;
    TITLE_GROUND = "제목바탕" in record;
    TITLE_ALIGN = "제목맞춤" in record;
    ITEM_STARTS = "항목시작" in record;
    TITLE_LOOK = "제목꼴" in record;
    TITLE_SIZE = "제목크기" in record;
    DRAFT_MARK = "안표시" in record;
    CHAPTER_NUMBER = "장번호" in record;
    END_MARK = "끝표시" in record;
    SENDERS = "발신명의" in record;
    SEAL = "관인" in record;
    ATTACHMENTS = "붙임" in record;
    ORIGINALS = "원본" in record;
    PICTURES = "그림" in record;
    FILE = "파일" in record;
    PUBLIC_FILE = "공개본" in record;
    SEEN = "육안확인" in record;
    AUTHOR = "작성자" in meetings record;
    CHECKLIST = "사전검토" in record;
    COVERS = "대상건" in record;
    RELATED = "관련문서" in record;
    SOURCE = "출처" in record;
    SOURCE_URL = "원문주소" in record;

    // `documents/*.md`: facts of one document
    PURPOSE = "목적" in record;
    REMARKS = "의견" in gian review grant record;
    TRIP = "출장" in record;
    TRAVELLERS = "출장자" in record;
    ACTIVITIES = "활동" in record;
    TRIP_COSTS = "여비" in record;
    BREAKDOWN = "내역" in record;
    REPORTED_ON = "복명일" in record;
    ACCEPTANCE = "검수" in record;
    CONTRACT_NAME = "계약명" in record;
    CONTRACT_AMOUNT = "계약금액" in record;
    CONTRACTOR = "계약상대자" in record;
    CONTRACTED_ON = "계약일" in record;
    DELIVERY_DUE = "납품기한" in record;
    DELIVERED_ON = "납품일" in record;
    ACCEPTED_ON = "검수일" in record;
    DAYS_LATE = "지체일수" in record;
    GOODS_ITEMS = "품목" in record;
    CONTRACT_DIFFERENCE = "차액" in record;
    INSPECTORS = "검수자" in record;
    WITNESS = "입회자" in record;
    HANDOVER = "인계인수" in record;
    HANDED_ON = "인계일" in record;
    DUTY = "담당업무" in record;
    TASKS = "업무" in record;
    ISSUES = "현안" in record;
    REMARK_NOTES = "참고사항" in record;
    HANDING = "인계자" in record;
    RECEIVING = "인수자" in record;
    GOODS = "물품" in record;
    DUTIES = "업무현황" in record;
    AS_OF = "기준일" in gian record;
    ORGANISATION = "기구" in record;
    ACHIEVEMENTS = "실적" in plan record;
    STAFFING = "정원현원" in record;
    STAFF_GROUPS = "구분별" in record;
    QUOTA = "정원" in record;
    PRESENT = "현원" in record;
    STAFF_BALANCE = "과부족" in record;
    QUARTERS = "추진계획" in record;
    QUARTER = "분기" in record;
    PROJECT = "세부사업" in plan review grant record;
    PROJECT_COST = "사업비" in record;
    // `documents/*.md`: facts of a notice, a form, a press release, and of material demanded by a council.
    NOTICE_FACTS = "공고사항" in record;
    NOTICE_NO = "공고번호" in record;
    NOTICE_DAY = "공고일" in record;
    NOTICE_TYPE = "유형" in record;
    NOTICE_PERIOD = "공고기간" in record;
    FROM = "부터" in record;
    UNTIL = "까지" in record;
    PREAMBLE = "전문" in record;
    POSTED = "게재" in record;
    FORM_FACTS = "서식사항" in record;
    FORM_NO = "서식번호" in record;
    HANDLING_TIME = "처리기간" in record;
    HONORIFIC = "호칭" in record;
    RECEIVER_ADDRESSES = "수신주소" in record;
    SIGNATURES = "서명란" in record;
    RESIDENT_NO_BASIS = "주민번호근거" in record;
    PRESS_FACTS = "보도사항" in record;
    RELEASED_AT = "배포일시" in record;
    PUBLISHABLE_AT = "보도일시" in record;
    SUBTITLE = "부제" in record;
    CONTACTS = "문의" in record;
    DEMAND_FACTS = "요구사항" in record;
    COMMITTEE = "위원회" in record;
    DEMANDED_BY = "의원" in record;
    DEMANDED_ON = "요구일" in record;
    DEMAND_DUE = "제출기한" in record;
    DEMANDS = "요구목록" in record;
    DEMAND = "요구" in record;
    ANSWER = "답" in record;

    // `documents/*.md`: certificates, agreements, check sheets, the cover, papers of one number.
    CERTIFICATE = "증서" in record;
    CERTIFICATE_NO = "증서번호" in record;
    CERTIFICATE_NAME = "표제" in record;
    GRADE = "등급" in record;
    RECIPIENT = "받는이" in record;
    RECIPIENT_BODY = "받는단체" in record;
    CERTIFICATE_DAY = "수여일" in record;
    GIVERS = "수여자" in record;
    AGREEMENT = "협약" in record;
    PARTIES = "당사자" in record;
    SHORT_NAME = "약칭" in gian record;
    REPRESENTATIVE = "대표" in record;
    AGREED_ON = "체결일" in record;
    CLOSING_WORDS = "맺음말" in record;
    SIGNATURE_LAYOUT = "서명배치" in record;
    INSPECTION = "점검" in record;
    INSPECTED_ON = "점검일" in record;
    CHECKERS = "점검자" in record;
    CHOICES = "선택지" in record;
    TALLY = "집계" in record;
    COVER = "표지" in record;
    BELONGS_TO = "본문서" in record;

    // `register.yaml`
    DOCUMENTS = "문서" in record register;
    REPLACED_BY = "대신" in register;
    DIFFERENCE = "차이" in register;

    // Keys of several files.
    ID = "식별자" in gian plan review record register;
    NAME = "이름" in gian plan review meetings record;
    TITLE = "제목" in gian review meetings record register;
    CONTENTS = "내용" in plan review meetings record;
    KIND = "종류" in plan record;
    CATEGORY = "구분" in gian plan review meetings record;
    STATE = "상태" in review record register;
    VERSION = "판" in plan review register;
    NO = "번호" in plan review meetings;
    ITEMS = "항목" in plan review record;
    DATE = "날짜" in review grant meetings record register;
    START = "시작" in plan review meetings record;
    END = "끝" in plan review meetings record;
    DEPARTMENT = "부서" in gian plan review grant record;
    PERSON = "성명" in review meetings record;
    POSITION = "직위" in review meetings record;
    PHONE = "전화번호" in gian record;
    LICENCE = "이용조건" in gian record;
    SUBJECT = "대상" in gian review meetings record;
    RESULT = "결과" in gian review meetings record;
    REASON = "사유" in plan record withheld register;
    BASIS = "근거" in review grant record withheld;
    CONDITIONS = "조건" in review grant;
    REVIEW_ON = "재검토일" in record withheld;
    HASH = "해시" in record register;
    AMOUNT = "금액" in plan review grant record;
    QUANTITY = "수량" in review record;
    BUDGET_LINE = "예산과목" in plan review grant;
    BUDGET_ITEM = "비목" in plan review grant record;
    CODE = "코드" in plan review grant;
    STATISTICS_ITEM = "통계목" in plan review grant;
}

/// Keys whose Markdown may have several lines: paragraphs and lists.
pub const PARAGRAPHS: [&str; 2] = [CONTENTS, ANSWER];
