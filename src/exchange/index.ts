/**
 * Outside formats, out and in.
 *
 * What for: to write what a run made so that another program can read it, and to read it back as checked records. Today
 * the log as JSON Lines. What in: facts, headers, measures. What out: texts, or a log, or the one place where a text
 * breaks its form. What never: a file (somebody else reads and writes those), a judgement, a sentence for a reader.
 */
export {
  beginsLikeLog,
  endLine,
  FactLines,
  headerLine,
  type LogEnd,
  type LogFault,
  type LogMeasure,
  type LogReading,
  readLog,
} from "./log-file.ts";
