/**
 * Files with faults, each with every fault that reading it must tell, in order: place and code, and before these the
 * file where it is not the one read. Includes stand in `shared`, protocols in `protocols`.
 */
export interface BrokenFile {
  /** beside this table */
  readonly file: string;
  readonly kind: "scenario" | "protocol";
  readonly faults: readonly string[];
  /** faults inside statecharts, told beside the others by whoever checks them */
  readonly machines?: readonly string[];
}

const SLIPS = [
  "20:40 protocol/event_unknown",
  "21:40 verification/missing_param",
  "21:60 verification/unknown_param",
  "21:95 protocol/target_unknown",
  "27:13 protocol/event_unknown",
  "27:45 protocol/guard_unknown",
  "28:33 protocol/effect_unknown",
];

export const BROKEN_FILES: readonly BrokenFile[] = [
  {
    file: "bad-clocks.yaml",
    kind: "scenario",
    faults: [
      "3:23 scenario/bad_form",
      "6:32 scenario/bad_form",
      "6:45 scenario/bad_form",
      "6:63 scenario/out_of_range",
      "6:66 scenario/out_of_range",
      "6:81 scenario/bad_form",
    ],
  },
  {
    file: "bad-ids.yaml",
    kind: "scenario",
    faults: [
      "4:3 scenario/bad_id",
      "5:3 scenario/bad_id",
      "7:3 scenario/bad_id",
      "7:23 scenario/unknown_platform",
      "8:13 scenario/bad_id",
    ],
  },
  { file: "bad-indent.yaml", kind: "scenario", faults: ["6:1 scenario/syntax"] },
  {
    file: "decisions-that-do-not-add-up.yaml",
    kind: "scenario",
    faults: [
      "7:7 scenario/shares_not_one",
      "8:7 scenario/unknown_decision",
      "11:17 scenario/unknown_option",
      "12:5 scenario/shares_above_one",
    ],
  },
  {
    file: "duplicate-keys.yaml",
    kind: "scenario",
    faults: ["6:5 scenario/duplicate_key", "7:3 scenario/duplicate_key", "10:1 scenario/duplicate_key"],
  },
  { file: "empty-file.yaml", kind: "scenario", faults: ["1:1 scenario/empty"] },
  {
    file: "everything-at-once.yaml",
    kind: "scenario",
    faults: [
      "3:10 scenario/bad_duration",
      "4:1 scenario/unknown_key",
      "7:11 scenario/not_one_of",
      "8:15 scenario/bad_duration",
      "9:12 scenario/negative",
      "10:18 scenario/unknown_platform",
      "11:16 scenario/never_open",
      "13:21 scenario/unknown_platform",
      "13:31 scenario/bad_duration",
      "15:3 scenario/missing",
      "15:30 scenario/bad_duration",
      "15:45 scenario/not_one_of",
    ],
  },
  {
    file: "faulty-profile.yaml",
    kind: "scenario",
    faults: [
      "5:31 scenario/negative",
      "shared/profiles.yaml 6:20 scenario/negative",
      "shared/profiles.yaml 6:24 scenario/unknown_key",
    ],
  },
  {
    file: "faulty-variants.yaml",
    kind: "scenario",
    faults: [
      "7:21 scenario/unknown_platform",
      "9:46 scenario/unknown_key",
      "9:62 scenario/negative",
      "11:3 scenario/missing",
      "11:13 scenario/unknown_key",
    ],
  },
  { file: "foreign-tags.yaml", kind: "scenario", faults: ["3:17 scenario/tag", "5:3 scenario/tag"] },
  {
    file: "impossible-times.yaml",
    kind: "scenario",
    faults: [
      "3:23 scenario/not_a_date",
      "7:16 scenario/never_open",
      "9:32 scenario/original_after_horizon",
      "10:64 scenario/stream_after_horizon",
      "11:45 scenario/stream_without_live",
      "12:33 scenario/live_without_stream",
      "14:96 scenario/range_backwards",
    ],
  },
  {
    file: "keys-that-are-not-text.yaml",
    kind: "scenario",
    faults: ["6:7 scenario/key_not_text", "7:7 scenario/key_not_text", "8:7 scenario/key_not_text"],
  },
  {
    file: "laws-nobody-knows.yaml",
    kind: "scenario",
    faults: [
      "6:15 scenario/unknown_key",
      "7:7 scenario/one_only",
      "8:7 scenario/missing",
      "9:17 scenario/missing",
      "10:43 scenario/not_positive",
      "11:14 scenario/bad_duration",
    ],
  },
  {
    file: "marks-that-are-half.yaml",
    kind: "scenario",
    faults: [
      "5:5 scenario/missing",
      "6:30 scenario/unknown_key",
      "7:5 scenario/missing",
      "8:29 scenario/too_few",
    ],
  },
  { file: "merge-key.yaml", kind: "scenario", faults: ["7:5 scenario/merge_key"] },
  {
    file: "missing-files.yaml",
    kind: "scenario",
    faults: [
      "3:11 scenario/file_missing",
      "3:32 scenario/file_outside",
      "4:13 scenario/file_missing",
      "6:17 scenario/unknown_profile",
    ],
  },
  {
    file: "missing-parts.yaml",
    kind: "scenario",
    faults: [
      "1:1 scenario/missing",
      "1:1 scenario/missing",
      "1:1 scenario/missing",
      "3:5 scenario/missing",
      "4:5 scenario/missing",
      "5:15 scenario/missing",
    ],
  },
  {
    file: "negative-rates.yaml",
    kind: "scenario",
    faults: [
      "5:12 scenario/negative",
      "6:25 scenario/negative",
      "7:11 scenario/not_positive",
      "8:27 scenario/negative",
      "8:43 scenario/negative",
    ],
  },
  {
    file: "numbers-without-end.yaml",
    kind: "scenario",
    faults: [
      "3:6 scenario/not_whole",
      "4:13 scenario/out_of_range",
      "6:19 scenario/out_of_range",
      "6:46 scenario/not_whole",
      "9:20 scenario/out_of_range",
    ],
  },
  {
    file: "profiles-misnamed.yaml",
    kind: "scenario",
    faults: ["5:17 scenario/unknown_profile", "6:18 scenario/circular"],
  },
  {
    file: "protocol-finds-nothing.yaml",
    kind: "scenario",
    faults: [
      "protocols/lonely.yaml 10:18 scenario/unknown_kind",
      "protocols/lonely.yaml 16:69 scenario/unknown_actor",
      "protocols/lonely.yaml 17:51 scenario/unknown_decision",
      "protocols/lonely.yaml 18:79 scenario/unknown_platform",
      "6:29 scenario/unknown_lane",
      "protocols/lives.yaml 12:16 scenario/unknown_delay",
    ],
  },
  {
    file: "protocols-with-faults.yaml",
    kind: "scenario",
    faults: [
      "protocols/duties-of-nothing.yaml 7:18 scenario/not_a_date",
      "protocols/duties-of-nothing.yaml 11:5 scenario/shares_not_one",
      "protocols/duties-of-nothing.yaml 19:21 scenario/unknown_fact",
      "protocols/duties-of-nothing.yaml 20:42 scenario/unknown_decision",
      "protocols/duties-of-nothing.yaml 20:64 scenario/unknown_slot",
      "protocols/duties-of-nothing.yaml 21:13 scenario/bad_duration",
      "protocols/duties-of-nothing.yaml 25:11 scenario/not_one_of",
      "protocols/duties-of-nothing.yaml 27:46 scenario/unknown_message",
      "protocols/duties-of-nothing.yaml 28:55 scenario/unknown_option",
      "protocols/duties-of-nothing.yaml 36:40 scenario/unknown_slot",
      "protocols/duties-of-nothing.yaml 38:5 scenario/unknown_slot",
      "protocols/misnamed.yaml 2:5 scenario/id_mismatch",
    ],
  },
  {
    file: "ranges-that-exclude.yaml",
    kind: "scenario",
    faults: [
      "5:26 scenario/range_excludes_value",
      "6:30 scenario/range_excludes_value",
      "8:48 scenario/range_excludes_value",
    ],
  },
  {
    file: "references-to-nothing.yaml",
    kind: "scenario",
    faults: [
      "4:37 scenario/unknown_platform",
      "7:21 scenario/unknown_platform",
      "7:42 scenario/unknown_platform",
      "8:85 scenario/unknown_platform",
      "10:21 scenario/unknown_platform",
      "12:13 scenario/unknown_party",
      "12:41 scenario/unknown_message",
      "13:31 scenario/unknown_party",
    ],
  },
  { file: "root-is-a-list.yaml", kind: "scenario", faults: ["1:1 scenario/wrong_type"] },
  {
    file: "round-includes.yaml",
    kind: "scenario",
    faults: [
      "shared/round.yaml 2:11 scenario/circular",
      "shared/round.yaml 3:1 scenario/unknown_key",
      "3:52 scenario/listed_twice",
    ],
  },
  {
    file: "round-protocols.yaml",
    kind: "scenario",
    faults: ["protocols/round-b.yaml 7:8 scenario/circular"],
  },
  {
    file: "rules-beside-a-protocol.yaml",
    kind: "scenario",
    faults: ["8:1 scenario/rules_and_protocols", "protocols/lives.yaml 12:16 scenario/unknown_delay"],
  },
  {
    file: "rules-for-nobody.yaml",
    kind: "scenario",
    faults: [
      "8:40 scenario/unknown_platform",
      "10:32 scenario/unknown_platform",
      "10:82 scenario/unknown_platform",
    ],
  },
  {
    file: "same-names-twice.yaml",
    kind: "scenario",
    faults: [
      "4:80 scenario/listed_twice",
      "8:3 scenario/same_id",
      "10:3 scenario/reserved_id",
      "11:20 scenario/listed_twice",
    ],
  },
  {
    file: "shares-above-one.yaml",
    kind: "scenario",
    faults: ["5:25 scenario/above_one", "5:46 scenario/above_one", "6:15 scenario/above_one"],
  },
  {
    file: "strange-names.yaml",
    kind: "scenario",
    faults: [
      "5:3 scenario/unknown_key",
      "7:21 scenario/bad_id",
      "8:48 scenario/bad_id",
      "8:67 scenario/unknown_platform",
    ],
  },
  {
    file: "text-where-a-choice-is-due.yaml",
    kind: "scenario",
    faults: [
      "3:9 scenario/not_one_of",
      "5:18 scenario/not_one_of",
      "7:34 scenario/not_one_of",
      "7:50 scenario/not_one_of",
    ],
  },
  {
    file: "too-many-of-a-thing.yaml",
    kind: "scenario",
    faults: ["3:1 scenario/too_many", "4:1 scenario/too_many", "6:36 scenario/too_few"],
  },
  { file: "two-documents.yaml", kind: "scenario", faults: ["9:1 scenario/many_documents"] },
  { file: "two-marks.yaml", kind: "scenario", faults: ["5:5 scenario/two_marks", "7:7 scenario/two_marks"] },
  { file: "unclosed-quote.yaml", kind: "scenario", faults: ["10:1 scenario/syntax"] },
  { file: "unknown-alias.yaml", kind: "scenario", faults: ["6:11 scenario/unknown_alias"] },
  {
    file: "unknown-keys.yaml",
    kind: "scenario",
    faults: [
      "3:1 scenario/unknown_key",
      "6:5 scenario/unknown_key",
      "7:5 scenario/unknown_key",
      "8:17 scenario/unknown_key",
      "10:45 scenario/unknown_key",
    ],
  },
  {
    file: "values-left-empty.yaml",
    kind: "scenario",
    faults: [
      "3:1 scenario/wrong_type",
      "6:5 scenario/wrong_type",
      "7:5 scenario/wrong_type",
      "9:11 scenario/wrong_type",
    ],
  },
  {
    file: "wrong-types.yaml",
    kind: "scenario",
    faults: [
      "5:12 scenario/wrong_type",
      "6:13 scenario/wrong_type",
      "7:14 scenario/wrong_type",
      "8:15 scenario/wrong_type",
      "9:5 scenario/wrong_type",
      "11:11 scenario/wrong_type",
      "12:8 scenario/wrong_type",
    ],
  },
  {
    file: "wrong-units.yaml",
    kind: "scenario",
    faults: [
      "3:10 scenario/bad_duration",
      "6:15 scenario/bad_duration",
      "8:13 scenario/bad_duration",
      "9:15 scenario/bad_duration",
      "10:15 scenario/bad_duration",
      "11:39 scenario/bad_duration",
      "14:37 scenario/bad_duration",
      "16:32 scenario/bad_duration",
    ],
  },
  { file: "wrong-version.yaml", kind: "scenario", faults: ["8:16 scenario/schema_version"] },
  { file: "yaml-directive.yaml", kind: "scenario", faults: ["1:1 scenario/directive"] },
  {
    file: "protocols/duties-of-nothing.yaml",
    kind: "protocol",
    faults: [
      "7:18 scenario/not_a_date",
      "11:5 scenario/shares_not_one",
      "19:21 scenario/unknown_fact",
      "20:42 scenario/unknown_decision",
      "20:64 scenario/unknown_slot",
      "21:13 scenario/bad_duration",
      "25:11 scenario/not_one_of",
      "27:46 scenario/unknown_message",
      "28:55 scenario/unknown_option",
      "36:40 scenario/unknown_slot",
      "38:5 scenario/unknown_slot",
    ],
  },
  {
    file: "protocols/lonely.yaml",
    kind: "protocol",
    faults: ["10:18 scenario/unknown_kind", "17:51 scenario/unknown_decision"],
  },
  {
    file: "protocols/slips-of-every-kind.yaml",
    kind: "protocol",
    faults: ["6:10 scenario/not_one_of", "10:5 scenario/shares_not_one", "11:12 scenario/bad_duration"],
    machines: SLIPS,
  },
  {
    file: "removals-of-nothing.yaml",
    kind: "scenario",
    faults: [
      "9:23 scenario/removes_nothing",
      "9:50 scenario/removes_nothing",
      "9:71 scenario/removes_nothing",
      "9:99 scenario/removes_nothing",
    ],
  },
  { file: "work-without-end.yaml", kind: "scenario", faults: ["4:108 scenario/endless_work"] },
  {
    file: "slips-in-a-protocol.yaml",
    kind: "scenario",
    faults: [
      "protocols/slips-of-every-kind.yaml 6:10 scenario/not_one_of",
      "protocols/slips-of-every-kind.yaml 10:5 scenario/shares_not_one",
      "protocols/slips-of-every-kind.yaml 11:12 scenario/bad_duration",
      "protocols/slips-of-every-kind.yaml 20:57 scenario/unknown_delay",
      "5:19 scenario/negative",
      "7:21 scenario/unknown_platform",
    ],
    machines: SLIPS,
  },
  {
    file: "actors-misnamed.yaml",
    kind: "scenario",
    faults: [
      "protocols/actors-misnamed.yaml 19:65 scenario/unknown_incident",
      "protocols/actors-misnamed.yaml 20:65 scenario/unknown_sanction",
      "protocols/actors-misnamed.yaml 21:56 scenario/unknown_role",
      "protocols/actors-misnamed.yaml 22:66 scenario/unknown_original",
      "protocols/actors-misnamed.yaml 23:64 scenario/matrix_falls",
      "protocols/actors-misnamed.yaml 23:78 scenario/matrix_columns",
      "4:31 scenario/unknown_rank",
      "6:37 scenario/incident_backwards",
      "7:3 scenario/reserved_id",
      "11:38 scenario/unknown_incident",
    ],
  },
  {
    file: "protocols/out-of-force.yaml",
    kind: "protocol",
    faults: [
      "7:34 scenario/in_force_backwards",
      "9:46 scenario/unknown_key",
      "10:31 scenario/not_one_of",
      "10:43 scenario/unknown_message",
      "10:51 scenario/wrong_type",
    ],
  },
];
