/**
 * Every fault and warning about a scenario or protocol file, with the names of the details it carries. A detail whose
 * name ends in `?` may be absent; `variant` may stand beside any: the variant without which the fault is not there. The sentences are made from these elsewhere; this list is what they must cover.
 */
export const SCENARIO_CODES = {
  // the file as text
  "scenario/too_large": ["limit"],
  "scenario/wrong_encoding": ["found"],
  "scenario/too_deep": ["limit"],
  "scenario/too_many_parts": ["limit"],
  "scenario/syntax": ["problem"],
  "scenario/empty": [],
  "scenario/many_documents": [],
  "scenario/directive": ["found"],
  "scenario/tag": ["found"],
  "scenario/key_not_text": ["found"],
  "scenario/duplicate_key": ["found", "firstLine"],
  "scenario/merge_key": [],
  "scenario/too_many_aliases": ["limit"],
  "scenario/alias_expands": ["limit"],
  "scenario/unknown_alias": ["found", "nearest?"],
  "scenario/more_faults": ["shown", "left"],
  "scenario/internal": ["problem"],

  // shape
  "scenario/unknown_key": ["found", "expected", "nearest?"],
  "scenario/missing": ["expected"],
  "scenario/one_only": ["found"],
  "scenario/wrong_type": ["found", "expected"],
  "scenario/not_one_of": ["found", "expected", "nearest?"],
  "scenario/schema_version": ["found", "expected"],
  "scenario/bad_id": ["found", "nearest?"],
  "scenario/bad_duration": ["found", "expected", "hint"],
  "scenario/bad_form": ["found", "expected", "hint"],
  "scenario/above_one": ["found"],
  "scenario/negative": ["found"],
  "scenario/not_positive": ["found"],
  "scenario/out_of_range": ["found", "low?", "high?"],
  "scenario/not_whole": ["found"],
  "scenario/too_many": ["found", "limit"],
  "scenario/too_few": ["found", "limit"],
  "scenario/too_long": ["found", "limit"],
  "scenario/empty_text": [],
  "scenario/two_marks": [],
  "scenario/range_excludes_value": ["value", "low", "high"],
  "scenario/bad_value": ["found", "expected"],

  // other files
  "scenario/file_missing": ["found", "kind"],
  "scenario/file_outside": ["found", "kind"],
  "scenario/file_too_large": ["found", "kind"],
  "scenario/file_unreadable": ["found", "kind"],
  "scenario/circular": ["chain"],
  "scenario/profile_twice": ["found", "other"],
  "scenario/id_mismatch": ["found", "expected"],

  // names
  "scenario/unknown_variant": ["found", "nearest?"],
  "scenario/unknown_profile": ["found", "nearest?"],
  "scenario/unknown_platform": ["found", "nearest?"],
  "scenario/unknown_actor": ["found", "nearest?"],
  "scenario/unknown_party": ["found", "nearest?"],
  "scenario/unknown_kind": ["found", "nearest?"],
  "scenario/unknown_message": ["found", "nearest?"],
  "scenario/unknown_lane": ["found", "platform", "nearest?"],
  "scenario/unknown_delay": ["found", "who?", "nearest?"],
  "scenario/unknown_decision": ["found", "nearest?"],
  "scenario/unknown_option": ["found", "decision", "nearest?"],
  "scenario/unknown_fact": ["found", "nearest?"],
  "scenario/unknown_slot": ["found", "fact"],
  "scenario/unknown_measure": ["found", "nearest?"],
  "scenario/removes_nothing": ["found", "nearest?"],
  "scenario/same_id": ["found"],
  "scenario/listed_twice": ["found"],
  "scenario/reserved_id": ["found"],

  // sense
  "scenario/original_after_horizon": ["at", "horizon"],
  "scenario/stream_after_horizon": ["ends", "horizon"],
  "scenario/stream_without_live": ["form"],
  "scenario/live_without_stream": [],
  "scenario/never_open": ["opens", "closes"],
  "scenario/not_a_date": ["found"],
  "scenario/in_force_backwards": ["from", "to"],
  "scenario/range_backwards": ["low", "high"],
  "scenario/shares_not_one": ["sum"],
  "scenario/shares_above_one": ["sum"],
  "scenario/rules_and_protocols": ["protocol"],
  "scenario/supercritical": ["radius"],
  "scenario/endless_work": ["platform"],

  // warnings
  "scenario/no_lookalikes": [],
  "scenario/no_originals": [],
  "scenario/unmarked_numbers": ["count", "first"],
  "scenario/mark_after_horizon": ["mark", "horizon"],
  "scenario/empty_group": ["group"],
  "scenario/role_of_nobody": ["role", "protocol"],
  "scenario/unused_delay": ["found", "nearest"],
  "scenario/rule_after_horizon": ["at", "horizon"],
  "scenario/overloaded_queue": ["platform", "load"],
  "scenario/id_not_file": ["found", "expected"],
} as const satisfies Record<string, readonly string[]>;

export type ScenarioCode = keyof typeof SCENARIO_CODES;

/** Codes that never keep a scenario from running. */
export const SCENARIO_WARNINGS: ReadonlySet<ScenarioCode> = new Set<ScenarioCode>([
  "scenario/no_lookalikes",
  "scenario/no_originals",
  "scenario/unmarked_numbers",
  "scenario/mark_after_horizon",
  "scenario/empty_group",
  "scenario/role_of_nobody",
  "scenario/unused_delay",
  "scenario/rule_after_horizon",
  "scenario/overloaded_queue",
  "scenario/id_not_file",
]);
