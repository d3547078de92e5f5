import { describe, expect, test } from "vitest";
import { BEYOND } from "../../src/model/index.ts";
import { HOUR, LogBuilder, MINUTE } from "../builders/log.ts";
import { measureOf, numberOf } from "./numbers.ts";

/** A log of one original, told step by step. */
class Film {
  readonly story: LogBuilder;
  readonly item: string;
  private readonly postedAt: number;

  constructor(form = "livestream", at = 0, story = new LogBuilder({ horizon: 10 * HOUR })) {
    this.story = story;
    this.postedAt = at;
    this.item = story.posted("here", at, { origin: "original" });
    story.add("original.posted", at, { item: this.item, platform: "here", original: "the-original", form });
  }

  ends(at: number, views: number, by = "over"): this {
    this.story.add("stream.ended", at, { item: this.item, platform: "here", by, views });
    return this;
  }

  goes(at: number, views: number, by = "review"): this {
    const { item, postedAt } = this;
    this.story.removed(item, "here", at, { by, views });
    this.story.add("original.removed", at, {
      item,
      platform: "here",
      original: "the-original",
      by,
      postedAt,
      views,
    });
    return this;
  }

  comesBack(at: number, removedAt: number): this {
    this.story.add("content.restored", at, { item: this.item, platform: "here", removedAt });
    return this;
  }

  reported(at: number, item = this.item): this {
    this.story.add("content.reported", at, { item, platform: "here", category: "right", status: "unlawful" });
    return this;
  }

  told(at: number, to = "here", items = 1): this {
    this.story.add("message.delivered", at, {
      to,
      from: "police",
      message: "notice",
      "message-number": 1,
      items,
    });
    return this;
  }

  log(at?: number, why?: string) {
    return this.story.ended(at, why);
  }
}

describe("a stream and its recording", () => {
  test("share the original's time and views between them", () => {
    const log = new Film("livestream", MINUTE)
      .ends(18 * MINUTE, 195)
      .goes(HOUR, 4000)
      .log();
    expect(numberOf(log, "stream.length")).toBe(17 * MINUTE);
    expect(numberOf(log, "stream.views")).toBe(195);
    expect(numberOf(log, "recording.online")).toBe(42 * MINUTE);
    expect(numberOf(log, "recording.views")).toBe(3805);
    expect(numberOf(log, "original.views")).toBe(4000);
    expect(numberOf(log, "original.views.the-original")).toBe(4000);
    expect(numberOf(log, "original.online")).toBe(59 * MINUTE);
  });

  test("a stream that was cut leaves no recording", () => {
    const log = new Film()
      .goes(5 * MINUTE, 60)
      .ends(5 * MINUTE, 60, "cut")
      .log();
    expect(numberOf(log, "stream.length")).toBe(5 * MINUTE);
    expect(numberOf(log, "original.views")).toBe(60);
    expect(measureOf(log, "recording.online").status).toBe("absent");
    expect(measureOf(log, "recording.views").status).toBe("absent");
  });

  test("nor does a stream that goes with its own end", () => {
    const log = new Film()
      .ends(5 * MINUTE, 60)
      .goes(5 * MINUTE, 60, "over")
      .log();
    expect(numberOf(log, "stream.views")).toBe(60);
    expect(measureOf(log, "recording.online").status).toBe("absent");
  });

  test("what comes back after a cut is a recording", () => {
    const log = new Film()
      .goes(5 * MINUTE, 60)
      .ends(5 * MINUTE, 60, "cut")
      .comesBack(HOUR, 5 * MINUTE)
      .goes(3 * HOUR, 900)
      .log();
    expect(numberOf(log, "recording.online")).toBe(2 * HOUR);
    expect(numberOf(log, "recording.views")).toBe(840);
  });

  test("while it is on air its length and views are open, and there is no recording yet", () => {
    const log = new Film("livestream", HOUR).log();
    expect(measureOf(log, "stream.length")).toMatchObject({ status: "open", atLeast: 9 * HOUR });
    expect(measureOf(log, "stream.views")).toMatchObject({ status: "open", atLeast: 0 });
    expect(measureOf(log, "recording.views").status).toBe("absent");
  });

  test("while its recording is up the time runs, and it was seen at least as often as when last told", () => {
    const log = new Film().ends(HOUR, 195).log();
    expect(measureOf(log, "recording.online")).toMatchObject({ status: "open", atLeast: 9 * HOUR });
    expect(measureOf(log, "recording.views")).toMatchObject({ status: "open", atLeast: 0 });
    expect(measureOf(log, "original.views")).toMatchObject({ status: "open", atLeast: 195 });
  });

  test("a stream that ends beyond all times that can be told apart has no known length", () => {
    const film = new Film("livestream", 0, new LogBuilder({ horizon: undefined }));
    expect(measureOf(film.ends(BEYOND, 5).log(BEYOND, "nothing-left"), "stream.length").status).toBe("open");
  });

  test("a recording that was posted as such is no stream", () => {
    const log = new Film("recording").reported(MINUTE).goes(HOUR, 40).log();
    for (const id of ["stream.length", "stream.views", "stream.reported", "recording.views"])
      expect([id, measureOf(log, id).status]).toEqual([id, "absent"]);
    expect(numberOf(log, "original.views")).toBe(40);
  });

  test("of several streams the longest counts, and views add up", () => {
    const header = {
      horizon: 10 * HOUR,
      originals: [
        { id: "the-original", platform: "here", item: "" },
        { id: "another", platform: "there", item: "" },
      ],
    };
    const first = new Film("livestream", 0, new LogBuilder(header)).ends(20 * MINUTE, 100);
    const { story } = first;
    const other = story.posted("there", HOUR, { origin: "original" });
    story.add("original.posted", HOUR, {
      item: other,
      platform: "there",
      original: "another",
      form: "livestream",
    });
    story.add("stream.ended", HOUR + 5 * MINUTE, { item: other, platform: "there", by: "over", views: 7 });
    first.goes(2 * HOUR, 500);
    const log = first.log();
    expect(numberOf(log, "stream.length")).toBe(20 * MINUTE);
    expect(numberOf(log, "stream.views")).toBe(107);
    expect(numberOf(log, "original.views.the-original")).toBe(500);
    expect(measureOf(log, "original.views.another").status).toBe("open");
    expect(measureOf(log, "original.views")).toMatchObject({ status: "open", atLeast: 507 });
  });
});

describe("who noticed the original", () => {
  test("a report counts as made while live when it names the stream itself, before its end", () => {
    const live = new Film().reported(MINUTE).ends(HOUR, 9);
    expect(numberOf(live.log(), "stream.reported")).toBe(1);
    const late = new Film().ends(HOUR, 9).reported(2 * HOUR);
    expect(numberOf(late.log(), "stream.reported")).toBe(0);
    const film = new Film();
    const copy = film.story.posted("here", MINUTE);
    expect(
      numberOf(
        film
          .reported(2 * MINUTE, copy)
          .ends(HOUR, 9)
          .log(),
        "stream.reported",
      ),
    ).toBe(0);
  });

  test("nor does a report of a stream that has ended while another is on air", () => {
    const originals = ["the-original", "another"].map((id) => ({ id, platform: "here", item: "" }));
    const film = new Film("livestream", 0, new LogBuilder({ originals })).ends(HOUR, 9);
    const item = film.story.posted("here", HOUR, { origin: "original" });
    film.story.add("original.posted", HOUR, {
      item,
      platform: "here",
      original: "another",
      form: "livestream",
    });
    expect(numberOf(film.reported(2 * HOUR).log(), "stream.reported")).toBe(0);
  });

  test("a search found it when it was flagged, not when a copy was", () => {
    const flag = (film: Film, item: string) => {
      film.story.add("content.flagged", HOUR, { item, platform: "here", by: "search", status: "unlawful" });
      return film.log();
    };
    const found = new Film();
    expect(numberOf(flag(found, found.item), "original.flagged")).toBe(1);
    const missed = new Film();
    expect(numberOf(flag(missed, missed.story.posted("here", MINUTE)), "original.flagged")).toBe(0);
  });

  test("a service that was told is timed from the first message that names items there to the removal", () => {
    const log = new Film()
      .told(10 * MINUTE, "there")
      .told(20 * MINUTE, "here", 0)
      .told(30 * MINUTE)
      .told(40 * MINUTE)
      .goes(HOUR, 1)
      .log();
    expect(numberOf(log, "original.removed.after")).toBe(30 * MINUTE);
  });

  test("told and not removed it is open; never told, or told too late, there is no such time", () => {
    expect(measureOf(new Film().told(HOUR).log(), "original.removed.after")).toMatchObject({
      status: "open",
      atLeast: 9 * HOUR,
    });
    expect(measureOf(new Film().goes(HOUR, 1).log(), "original.removed.after").status).toBe("absent");
    const late = new Film().goes(HOUR, 1).told(2 * HOUR);
    expect(measureOf(late.log(), "original.removed.after").status).toBe("absent");
  });

  test("a removal that was undone answered the message all the same", () => {
    const log = new Film()
      .told(HOUR)
      .goes(2 * HOUR, 1)
      .comesBack(3 * HOUR, 2 * HOUR)
      .told(4 * HOUR)
      .goes(9 * HOUR, 2)
      .log();
    expect(numberOf(log, "original.removed.after")).toBe(HOUR);
  });
});
