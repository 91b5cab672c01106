//! Routes of the entries of all source files, so that each route is written once.
//!
//! A function gives the route of one entry; [`Route::key`] gives that of a value of it, by a key of [`keys`](crate::keys).

use gian_diagnostics::{Route, route};

use crate::keys::*;

macro_rules! routes {
    ($($file:ident: { $($name:ident($($at:ident),*) = [$($step:expr),+];)+ })+) => {
        $($(
            #[doc = concat!("The route `", $("/", stringify!($step),)+ "`, with the keys of [`keys`](crate::keys).")]
            pub fn $name($($at: usize),*) -> Route {
                route![$($step),+]
            }
        )+)+

        /// Each route with the name of the schema of its file, at the first entry of each list.
        pub fn all() -> Vec<(&'static str, Route)> {
            vec![$($((stringify!($file), $name($(first!($at)),*)),)+)+]
        }
    };
}

/// The first position of a list, for any name of the position.
macro_rules! first {
    ($at:ident) => {
        0
    };
}

routes! {
    // `documents/*.md`
    record: {
        approval_line() = [APPROVAL];
        signer(i) = [APPROVAL, i];
        cooperator(i) = [COOPERATION, i];
        joint_approval_line(i) = [JOINT, i, APPROVAL];
        receiver(i) = [RECEIVERS, i];
        receiver_address(i) = [RECEIVER_ADDRESSES, i];
        attachment(i) = [ATTACHMENTS, i];
        original(i) = [ORIGINALS, i];
        picture(i) = [PICTURES, i];
        covered_dossier(i) = [COVERS, i];
        related_document(i) = [RELATED, i];
        disclosure_decision(i) = [DISCLOSURE_DECISIONS, i];
        disclosure_change(i) = [DISCLOSURE_CHANGES, i];
        trip() = [TRIP];
        traveller(i) = [TRIP, TRAVELLERS, i];
        trip_day(i) = [TRIP, ACTIVITIES, i];
        trip_costs() = [TRIP, TRIP_COSTS];
        trip_cost(i) = [TRIP, TRIP_COSTS, BREAKDOWN, i];
        acceptance() = [ACCEPTANCE];
        accepted_item(i) = [ACCEPTANCE, GOODS_ITEMS, i];
        acceptance_difference() = [ACCEPTANCE, CONTRACT_DIFFERENCE];
        inspector(i) = [ACCEPTANCE, INSPECTORS, i];
        acceptance_witness(i) = [ACCEPTANCE, WITNESS, i];
        handover() = [HANDOVER];
        handing() = [HANDOVER, HANDING];
        receiving() = [HANDOVER, RECEIVING];
        handover_witness() = [HANDOVER, WITNESS];
        duties() = [DUTIES];
        staffing() = [DUTIES, STAFFING];
        staff_group(i) = [DUTIES, STAFFING, STAFF_GROUPS, i];
        quarter(i) = [DUTIES, QUARTERS, i];
        project_facts() = [PROJECT];
        project_part(i) = [PROJECT, PROGRAMME, i];
        project_budget(i) = [PROJECT, BUDGET, i];
        project_step(i) = [PROJECT, SCHEDULE, i];
        certificate() = [CERTIFICATE];
        recipient() = [CERTIFICATE, RECIPIENT];
        giver(i) = [CERTIFICATE, GIVERS, i];
        agreement() = [AGREEMENT];
        party(i) = [AGREEMENT, PARTIES, i];
        party_signer(i) = [AGREEMENT, PARTIES, i, REPRESENTATIVE];
        inspection() = [INSPECTION];
        checker(i) = [INSPECTION, CHECKERS, i];
        sheet_confirmer(i) = [INSPECTION, CONFIRMERS, i];
        checked_point(i) = [INSPECTION, ITEMS, i];
        tally(i) = [INSPECTION, TALLY, i];
        notice_fact() = [NOTICE_FACTS];
        form_fact() = [FORM_FACTS];
        press_fact() = [PRESS_FACTS];
        press_contact(i) = [PRESS_FACTS, CONTACTS, i];
        demand_fact() = [DEMAND_FACTS];
        demand(i) = [DEMAND_FACTS, DEMANDS, i];
    }

    // `plan.yaml`
    plan: {
        plan_kind() = [PLAN, KIND];
        plan_version(i) = [VERSION, i];
        legal_basis() = [PROGRAMME, LEGAL_BASIS];
        schedule_item(i) = [SCHEDULE, i];
        planned_budget() = [PLANNED_BUDGET];
        budget_item(i) = [PLANNED_BUDGET, ITEMS, i];
        outcome() = [OUTCOME];
    }

    // `review.yaml`
    review: {
        round(r) = [ROUNDS, r];
        attendance(r, g) = [ROUNDS, r, ATTENDANCE, g];
        member(r, g, m) = [ROUNDS, r, ATTENDANCE, g, MEMBERS, m];
        meeting(r, m) = [ROUNDS, r, MEETINGS, m];
        vote(r, m, v) = [ROUNDS, r, MEETINGS, m, VOTES, v];
        subject(i) = [SUBJECT, i];
        score(i) = [SUBJECT, i, SCORES];
        subject_votes(i) = [SUBJECT, i, VOTES];
        finding(i) = [FINDINGS, i];
        finding_target(i) = [FINDINGS, i, SUBJECT];
        response(i) = [FINDINGS, i, RESPONSE];
        response_evidence(i) = [FINDINGS, i, RESPONSE, BASIS];
        decision() = [DECISION];
        decision_condition(i) = [DECISION, CONDITIONS, i];
        following_step(i) = [STEPS, i];
        costs() = [COSTS];
        cost_item(i) = [COSTS, ITEMS, i];
    }

    // `grant.yaml`
    grant: {
        application() = [APPLICATION];
        grant_decision() = [GRANT_DECISION];
        payment(i) = [PAYMENTS, i];
        spending(i) = [SPENDING, i];
        settlement() = [SETTLEMENT];
    }

    // `meetings.yaml`
    meetings: {
        own_meeting(m) = [MEETINGS, m];
        own_attendance(m, g) = [MEETINGS, m, ATTENDANCE, g];
        own_member(m, g, p) = [MEETINGS, m, ATTENDANCE, g, MEMBERS, p];
        own_vote(m, v) = [MEETINGS, m, VOTES, v];
        minutes_writer(m) = [MEETINGS, m, AUTHOR];
        confirmer(m, c) = [MEETINGS, m, CONFIRMERS, c];
        statement(m, a, s) = [MEETINGS, m, AGENDA, a, STATEMENTS, s];
    }

    // `gian.yaml`
    gian: {
        department(i) = [DEPARTMENT, i];
        archive() = [ARCHIVE];
        archive_colours() = [ARCHIVE, COLOURS];
        archive_dark_colours() = [ARCHIVE, DARK_COLOURS];
    }

    // `register.yaml`
    register: {
        registered_document(i) = [DOCUMENTS, i];
        registered_version(i, v) = [DOCUMENTS, i, VERSION, v];
    }
}

/// Route of the level that `gian.yaml` sets for a rule.
pub fn rule(code: &str) -> Route {
    route![RULES, code]
}

/// Route of a key of one fact in `withheld.yaml`.
pub fn withheld_fact(name: &str, key: &str) -> Route {
    route![name, key]
}
