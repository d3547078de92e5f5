import { zipSync } from "fflate";
import writeXlsxFile, { type SheetData } from "write-excel-file/universal";
import type { MselAnswers, MselSubject } from "../../src/exchange/index.ts";
import { rowIdOf } from "../../src/exercise/index.ts";

/**
 * Lists of events as other tools and services write them (facts/exercise-conventions.md, section 4): for each, what must be
 * asked, what may be answered, and the rows that come of it. Times are minutes after STARTEX.
 */

const both = (text: string) => ({ en: text, fr: text });

export const SUBJECT: MselSubject = {
  parties: [
    { id: "video-site", names: [{ en: "Video site", fr: "Site vidéo" }] },
    { id: "police-unit", names: [{ en: "Police referral unit", fr: "Unité de signalement" }] },
    { id: "hotline", names: [{ en: "Hotline", fr: "Ligne d’alerte" }] },
    { id: "ministry", names: [{ en: "Ministry", fr: "Ministère" }] },
  ],
  objectives: [
    { id: "speed", text: both("Act within the hour") },
    { id: "rights", text: both("Keep lawful speech up") },
  ],
  rowName: rowIdOf,
};

export interface ExpectedRow {
  readonly number: string;
  readonly title: string;
  /** minutes; absent: by hand */
  readonly at?: number;
  readonly to?: readonly string[];
  readonly method?: string;
  readonly [field: string]: unknown;
}

export interface Habit {
  readonly name: string;
  readonly bytes: () => Promise<Uint8Array> | Uint8Array;
  /** ids of the questions that must be asked first, in their order */
  readonly asked: readonly string[];
  readonly answers: MselAnswers;
  readonly rows: readonly ExpectedRow[];
  /** kinds of notes that must be among those given */
  readonly notes?: readonly string[];
  /** codes of faults, each with its line */
  readonly faults?: readonly string[];
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const lines = (...all: readonly string[]) => utf8(all.join("\r\n"));
const latin = (text: string) =>
  Uint8Array.from([...text].map((sign) => (sign === "’" ? 0x92 : sign === "œ" ? 0x9c : sign.charCodeAt(0))));
const utf16 = (text: string) => {
  const bytes = new Uint8Array(2 + text.length * 2);
  bytes.set([0xff, 0xfe]);
  for (let place = 0; place < text.length; place += 1)
    bytes.set([text.charCodeAt(place) & 255, text.charCodeAt(place) >> 8], 2 + place * 2);
  return bytes;
};

type Given = string | number | Date | null | Readonly<Record<string, unknown>>;
const cell = (given: Given) => {
  if (given === null) return null;
  if (typeof given === "string") return { type: String, value: given };
  if (typeof given === "number") return { type: Number, value: given };
  if (given instanceof Date) return { type: Date, value: given, format: "dd/mm/yyyy hh:mm" };
  return given;
};
async function book(sheets: Readonly<Record<string, readonly (readonly Given[])[]>>): Promise<Uint8Array> {
  const written = await writeXlsxFile(
    Object.entries(sheets).map(([sheet, rows]) => ({
      sheet,
      data: rows.map((row) => row.map(cell)) as SheetData,
    })),
  ).toBlob();
  return new Uint8Array(await written.arrayBuffer());
}
const clock = (hours: number, minutes: number) => ({
  type: Number,
  value: (hours * 60 + minutes) / 1440,
  format: "hh:mm",
});
const span = (hours: number, minutes: number) => ({
  type: Number,
  value: (hours * 60 + minutes) / 1440,
  format: "[h]:mm",
});
const instant = (text: string) => new Date(`${text}:00Z`);

const xmlText = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** A workbook as small libraries write it: texts in their cells, no references, prefixed names. */
function smallBook(rows: readonly (readonly string[])[]): Uint8Array {
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const sheet = rows
    .map(
      (row) =>
        `<x:row>${row.map((text) => `<x:c t="inlineStr"><x:is><x:t>${xmlText(text)}</x:t></x:is></x:c>`).join("")}</x:row>`,
    )
    .join("");
  return zipSync({
    "xl/workbook.xml": utf8(
      `<x:workbook xmlns:x="${main}" xmlns:r="${office}"><x:sheets><x:sheet name="MEL" sheetId="1" r:id="rId1"/></x:sheets></x:workbook>`,
    ),
    "xl/_rels/workbook.xml.rels": utf8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="/xl/worksheets/one.xml"/></Relationships>`,
    ),
    "xl/worksheets/one.xml": utf8(
      `<x:worksheet xmlns:x="${main}"><x:sheetData>${sheet}</x:sheetData></x:worksheet>`,
    ),
  });
}

const police = ["police-unit"];
const video = ["video-site"];

export const HABITS: readonly Habit[] = [
  {
    name: "the six columns of a short HSEEP list, clock times",
    bytes: () =>
      lines(
        "Event #,Event Time,Event Description,Responsible Controller,Recipient Player(s),Expected Outcome of Player Action",
        "1,09:00,First report comes in.,Jo,Hotline,Pass it on",
        '2,09:35,"Copies on a second site. The press reports.",Jo,"Video site, Police referral unit",Alert members',
      ),
    asked: ["clock", "method-guess:news"],
    answers: { clock: "09:00", "method-guess:news": "phone" },
    notes: ["title-from-text", "method-default"],
    rows: [
      {
        number: "1",
        title: "First report comes in.",
        at: 0,
        to: ["hotline"],
        method: "in_tool",
        controller: "Jo",
      },
      {
        number: "2",
        title: "Copies on a second site.",
        at: 35,
        to: ["video-site", "police-unit"],
        method: "phone",
      },
    ],
  },
  {
    name: "columns of a messaging tool, T without a unit",
    bytes: () =>
      lines(
        "Time,From,Faction,To,Team,Method,Subject,Message,Expected action",
        "T+0,Duty officer,Blue,Hotline,,Email,First report,A stream is running.,Confirm receipt",
        "T+90,Ministry,Blue,Video site,Police referral unit,Phone,Second call,How many copies?,",
      ),
    asked: ["time-unit"],
    answers: { "time-unit": "minutes" },
    notes: ["column-left", "numbered"],
    rows: [
      { number: "1", title: "First report", at: 0, to: ["hotline"], method: "email", from: "Duty officer" },
      {
        number: "2",
        title: "Second call",
        at: 90,
        to: ["video-site", "police-unit"],
        method: "phone",
        from: "ministry",
      },
    ],
  },
  {
    name: "a template with dates as a spreadsheet has them",
    bytes: () =>
      book({
        MSEL: [
          ["Exercise: Night watch", null, null, null, null, null, null],
          [
            "Seq No",
            "Date/Time Delivered",
            "Inject Type",
            "Delivery Method",
            "Originator (From)",
            "Recipient (To)",
            "Inject Description",
          ],
          [
            "ADMIN-1",
            instant("2026-03-07T09:00"),
            "Information",
            "Handout",
            "Control",
            "All",
            "Rules of the day",
          ],
          [
            "2",
            instant("2026-03-08T10:30"),
            "Contextual",
            "Email",
            "Caller",
            "Police referral unit",
            "A link",
          ],
        ],
      }),
    asked: ["start"],
    answers: { start: "2026-03-07T09:00" },
    rows: [
      { number: "ADMIN-1", title: "Rules of the day", at: 0, to: [], method: "handout", kind: "information" },
      { number: "2", title: "A link", at: 1530, to: police, method: "email" },
    ],
  },
  {
    name: "an exercise planner's columns: day and clock apart, a move, a group",
    bytes: () =>
      book({
        "Sheet 1": [
          [
            "Control Number",
            "Description",
            "Status",
            "Time",
            "Move",
            "Group",
            "Exercise Date",
            "Type",
            "Delivery Method",
          ],
          [
            "1.01",
            "Report comes in",
            "Approved",
            clock(9, 0),
            "Move 0",
            1,
            "2026-03-07",
            "Contextual",
            "SMS",
          ],
          [
            "1.02",
            "Link spreads",
            "Pending",
            clock(9, 5),
            "Move 1",
            2,
            "2026-03-08",
            "Facilitation",
            "Radio",
          ],
        ],
      }),
    asked: ["start", "no-recipient"],
    answers: { start: "2026-03-07T09:00", "no-recipient": "everybody" },
    rows: [
      { number: "1.01", title: "Report comes in", at: 0, move: 0, groupOrder: 1, method: "sms", to: [] },
      {
        number: "1.02",
        title: "Link spreads",
        at: 1445,
        move: 1,
        kind: "facilitation",
        planningStatus: "pending",
      },
    ],
  },
  {
    name: "an open tool's sample: empty first column, sections, several recipients, T in hours",
    bytes: () =>
      book({
        Timeline: [
          [
            null,
            "Action to be taken",
            "Timeline",
            "Teams",
            "Subject",
            "Content",
            "Comments",
            "Expectation Description",
            "Expectation Name",
            "Expectation Score",
            "Done/To do",
          ],
          [null, "Phase 1", null, null, null, null, null, null, null, null, null],
          [
            null,
            "Send mail",
            "T+1",
            "Hotline, Ministry",
            "Report",
            "A video is up.",
            "n/a",
            "Alert",
            "Reaction",
            50,
            "To do",
          ],
          [
            null,
            "Call",
            "T+1.5",
            "Police referral unit",
            "Call",
            "Who acts?",
            null,
            null,
            null,
            null,
            "Done",
          ],
        ],
      }),
    asked: ["time-unit", "method-guess:email", "method-guess:phone"],
    answers: { "time-unit": "hours", "method-guess:email": "email", "method-guess:phone": "phone" },
    notes: ["section"],
    rows: [
      {
        number: "1",
        title: "Send mail",
        at: 60,
        to: ["hotline", "ministry"],
        method: "email",
        score: 50,
        planningStatus: "pending",
      },
      { number: "2", title: "Call", at: 90, to: police, method: "phone", planningStatus: "complete" },
    ],
  },
  {
    name: "a military list: date-time groups, semicolons",
    bytes: () =>
      lines(
        "Serial;Event;Date-Time Group;From;To;Means;Text;Expected reaction;Training objective;Responsible;Status;Remarks",
        "100;Opening;071430ZMAR26;EXCON;Ministry;Order;Begin.;Read it;Act within the hour;DISTAFF;Approved;none",
        "101;Second wave;071545ZMAR26;EXCON;Police referral unit;Sitrep;More copies.;;;DISTAFF;Draft;",
      ),
    asked: ["start"],
    answers: { start: "2026-03-07T14:30Z" },
    rows: [
      { number: "100", title: "Opening", at: 0, to: ["ministry"], method: "order", objective: "speed" },
      {
        number: "101",
        title: "Second wave",
        at: 75,
        to: police,
        method: "situation_report",
        planningStatus: "entered",
      },
    ],
  },
  {
    name: "a French chronogramme in Windows-1252",
    bytes: () =>
      latin(
        [
          "N°;Heure;Émetteur;Destinataire;Moyen;Intitulé;Contenu;Réaction attendue;Observations",
          "1;9h00;Préfecture;Unité de signalement;Téléphone;Première alerte;Une vidéo circule à l’étranger;Prévenir;",
          "2;10h34;Préfecture;Ministère;Courriel;Point presse;Des élus s’expriment;;à relire",
        ].join("\r\n"),
      ),
    asked: ["clock"],
    answers: { clock: "9h00" },
    notes: ["encoding"],
    rows: [
      { number: "1", title: "Première alerte", at: 0, to: police, method: "phone", from: "Préfecture" },
      { number: "2", title: "Point presse", at: 94, to: ["ministry"], method: "email" },
    ],
  },
  {
    name: "UTF-16 with tabs, days and months that could be either",
    bytes: () =>
      utf16(
        [
          "No.\tDate/Time\tTitle\tTo\tMethod",
          "1\t03/04/2026 09:00\tFirst\tHotline\tEmail",
          "2\t03/04/2026 10:15\tSecond\tHotline\tEmail",
          "3\t04/04/2026 09:00\tThird\tHotline\tEmail",
        ].join("\r\n"),
      ),
    asked: ["date-order", "start"],
    answers: { "date-order": "month-first", start: "2026-03-04T09:00" },
    rows: [
      { number: "1", title: "First", at: 0, to: ["hotline"], method: "email" },
      { number: "2", title: "Second", at: 75 },
      { number: "3", title: "Third", at: 31 * 1440 },
    ],
  },
  {
    name: "days that only one order allows",
    bytes: () =>
      lines(
        "Inject #,Start Date/Time,Name,Recipients,Channel",
        "1,3/25/2026 2:30 PM,First,Hotline,Phone",
        "2,3/26/2026 12:05 AM,Second,Ministry,Phone",
      ),
    asked: ["start"],
    answers: { start: "2026-03-25 14:30" },
    rows: [
      { number: "1", title: "First", at: 0, to: ["hotline"], method: "phone" },
      { number: "2", title: "Second", at: 575, to: ["ministry"] },
    ],
  },
  {
    name: "a cover, a title over the table, the list on the second of three sheets",
    bytes: () =>
      book({
        Cover: [["Exercise Night watch"], ["Point of contact: control"], ["Last revision: today"]],
        Injects: [
          [{ type: String, value: "MASTER SCENARIO EVENTS LIST", columnSpan: 5 }, null, null, null, null],
          [null, null, null, null, null],
          ["Inject #", "T+ (min)", "Inject", "To", "Method"],
          [1, 0, "Stream is live", "Video site", "Alert"],
          [2, 12, "Order is drafted", "Police referral unit", "Removal order"],
        ],
        Lists: [["Method"], ["Alert"], ["Phone"]],
      }),
    asked: [],
    answers: {},
    notes: ["sheets-left"],
    rows: [
      { number: "1", title: "Stream is live", at: 0, to: video, method: "alert" },
      { number: "2", title: "Order is drafted", at: 12, to: police, method: "removal_order" },
    ],
  },
  {
    name: "a time written once for three rows in a merged cell, heads in two rows",
    bytes: () =>
      book({
        MEL: [
          [
            { type: String, value: "No.", rowSpan: 2 },
            { type: String, value: "Delivery", columnSpan: 3 },
            null,
            null,
            { type: String, value: "Title", rowSpan: 2 },
          ],
          [null, "Time (min)", "To", "Means", null],
          [1, { type: Number, value: 10, rowSpan: 3 }, "Hotline", "Phone", "One"],
          [2, null, "Ministry", "Phone", "Two"],
          [3, null, "Video site", "Alert", "Three"],
          [4, 25, "Video site", "Alert", "Four"],
        ],
      }),
    asked: [],
    answers: {},
    rows: [
      { number: "1", title: "One", at: 10, to: ["hotline"], method: "phone" },
      { number: "2", title: "Two", at: 10, to: ["ministry"] },
      { number: "3", title: "Three", at: 10, to: video, method: "alert" },
      { number: "4", title: "Four", at: 25 },
    ],
  },
  {
    name: "minutes in the head, times before the start behind an apostrophe",
    bytes: () =>
      lines(
        "ID,Minutes,Title,From,To,Method,Comments",
        "'-1,'-5,Briefing,'@control,All players,In person,'+33 1 23 45 67 89",
        "'=2,+3,Start,Control,Everyone,SMS,'=none",
      ),
    asked: [],
    answers: {},
    rows: [
      { number: "-1", title: "Briefing", at: -5, to: [], method: "face_to_face", from: "@control" },
      { number: "=2", title: "Start", at: 3, to: [], method: "sms" },
    ],
  },
  {
    name: "days, hours and minutes added up, in French too",
    bytes: () =>
      lines(
        "Numéro;Timeline;Titre;Destinataires;Canal",
        "A;M-5;Avant;Hotline;Radio",
        "B;D+0 H+1 M+30;Pendant;Hotline;Radio",
        "C;J+2;Après;Hotline;Radio",
        "D;H+2h30;Entre;Hotline;Radio",
        "E;2 jours;Fin;Hotline;Radio",
      ),
    asked: [],
    answers: {},
    rows: [
      { number: "A", title: "Avant", at: -5, to: ["hotline"], method: "radio" },
      { number: "B", title: "Pendant", at: 90 },
      { number: "C", title: "Après", at: 2880 },
      { number: "D", title: "Entre", at: 150 },
      { number: "E", title: "Fin", at: 2880 },
    ],
  },
  {
    name: "counted days with clock times",
    bytes: () =>
      lines(
        "Ref,When,Headline,Audience,Medium",
        "1,Day 1 09:00,One,Ministry,News",
        "2,Day 2 10:30,Two,Ministry,News",
      ),
    asked: ["clock"],
    answers: { clock: "08:30" },
    rows: [
      { number: "1", title: "One", at: 30, to: ["ministry"], method: "news" },
      { number: "2", title: "Two", at: 1560 },
    ],
  },
  {
    name: "clock times over midnight",
    bytes: () =>
      lines(
        "No,Heure,Titre,À,Moyen",
        "1,22:00,Alarme,Hotline,Appel",
        "2,23:50,Copies,Hotline,Appel",
        "3,01:30,Nuit,Hotline,Appel",
      ),
    asked: ["clock", "midnight"],
    answers: { clock: "22:00", midnight: "next-day" },
    rows: [
      { number: "1", title: "Alarme", at: 0, to: ["hotline"], method: "phone" },
      { number: "2", title: "Copies", at: 110 },
      { number: "3", title: "Nuit", at: 210 },
    ],
  },
  {
    name: "teams that the scenario does not know, cells with line breaks",
    bytes: () =>
      lines(
        "Number,Exercise time,Title,Teams,Method,Message",
        '1,H+1,One,"Polices unit; Hotline",E-mail,"Line one\nline ""two"", still"',
        "2,H+2,Two,Harbour office,E-mail,Text",
        "3,H+3,Three,Red cell and Hotline,E-mail,Text",
      ),
    asked: ["actor:Polices unit", "actor:Harbour office", "actor:Red cell"],
    answers: {
      "actor:Polices unit": "police-unit",
      "actor:Harbour office": "ministry",
      "actor:Red cell": "nobody",
    },
    rows: [
      {
        number: "1",
        title: "One",
        at: 60,
        to: ["police-unit", "hotline"],
        text: 'Line one\nline "two", still',
      },
      { number: "2", title: "Two", at: 120, to: ["ministry"] },
      { number: "3", title: "Three", at: 180, to: ["hotline"] },
    ],
  },
  {
    name: "methods that only the text tells",
    bytes: () =>
      lines(
        "No|Offset|Title|Description|To",
        "1|PT5M|Report|An e-mail from a citizen comes in|Hotline",
        "2|PT10M|Noise|People talk|Hotline",
      ),
    asked: ["method-guess:email"],
    answers: { "method-guess:email": "email" },
    notes: ["method-default"],
    rows: [
      { number: "1", title: "Report", at: 5, to: ["hotline"], method: "email" },
      { number: "2", title: "Noise", at: 10, to: ["hotline"], method: "in_tool" },
    ],
  },
  {
    name: "numbers that come twice, or differ only in their signs",
    bytes: () =>
      lines(
        "Serial,Time,Event,To,Means",
        "1.03,H+1,One,Hotline,Phone",
        "1-03,H+2,Two,Hotline,Phone",
        "1.03,H+3,Three,Hotline,Phone",
      ),
    asked: ["number:3", "number:4"],
    answers: { "number:3": "1-03-b", "number:4": "leave-out" },
    notes: ["left-out"],
    rows: [
      { number: "1.03", title: "One", at: 60, to: ["hotline"], method: "phone" },
      { number: "1-03-b", title: "Two", at: 120 },
    ],
  },
  {
    name: "heads repeated on every page, empty lines, sections, rows without a time",
    bytes: () =>
      lines(
        "MSEL of exercise Night watch,,,,",
        "",
        "No.,Time,Title,To,Method",
        "1,H+1,One,Hotline,Phone",
        ",,PHASE TWO,,",
        "No.,Time,Title,To,Method",
        "2,,Two,Hotline,Phone",
        "3,on call,Three,Hotline,Phone",
        "4,soon,Four,Hotline,Phone",
        ",,,,",
      ),
    asked: ["time:soon", "no-time"],
    answers: { "time:soon": "H+4", "no-time": "as-above" },
    notes: ["section", "head-again"],
    rows: [
      { number: "1", title: "One", at: 60, to: ["hotline"], method: "phone" },
      { number: "2", title: "Two", at: 60 },
      { number: "3", title: "Three" },
      { number: "4", title: "Four", at: 240 },
    ],
  },
  {
    name: "spans above a day, a cell that was never reckoned, a row that carries a colour",
    bytes: () =>
      book({
        Plan: [
          ["No", "Time", "Title", "To", "Method", "Score"],
          [1, span(1, 30), { type: String, value: "One", backgroundColor: "#ffcc00" }, "Hotline", "Phone", 5],
          [2, span(26, 30), "Two", "Hotline", "Phone", { type: "Formula", value: "=1/0" }],
        ],
      }),
    asked: [],
    answers: {},
    faults: ["msel/error_cell F3"],
    notes: ["colours"],
    rows: [
      { number: "1", title: "One", at: 90, to: ["hotline"], rowStyle: { colour: "#ffcc00" } },
      { number: "2", title: "Two", at: 1590 },
    ],
  },
  {
    name: "a line that tells the separator, ticks, values that nobody knows",
    bytes: () =>
      lines(
        "sep=;",
        "Num;Heure;Nom;Pour;Vecteur;Type;Hidden;Status",
        "1;T+1:30;Un;Tous;Pigeon;Coup de théâtre;x;Fait",
        "2;T+2:00;Deux;Tous;Courriel;Contexte;;Sur le feu",
      ),
    asked: ["time-colon", "kind:Coup de théâtre", "method:Pigeon", "planningStatus:Sur le feu"],
    answers: {
      "time-colon": "h:mm",
      "kind:Coup de théâtre": "contingency",
      "method:Pigeon": "handout",
      "planningStatus:Sur le feu": "entered",
    },
    rows: [
      {
        number: "1",
        title: "Un",
        at: 90,
        to: [],
        method: "handout",
        kind: "contingency",
        visibility: "hidden",
        planningStatus: "complete",
      },
      {
        number: "2",
        title: "Deux",
        at: 120,
        to: [],
        method: "email",
        visibility: "shown",
        planningStatus: "entered",
      },
    ],
  },
  {
    name: "a workbook of a small library, clock times in digits",
    bytes: () =>
      smallBook([
        ["Serial", "Time", "Event", "To", "Means"],
        ["1", "0905", "One", "Hotline", "Phone"],
        ["2", "1010", "Two & three", "Hotline", "Phone"],
      ]),
    asked: ["time-unit"],
    answers: { "time-unit": "hhmm", clock: "09:00" },
    rows: [
      { number: "1", title: "One", at: 5, to: ["hotline"], method: "phone" },
      { number: "2", title: "Two & three", at: 70 },
    ],
  },
  {
    name: "two sheets that could be the list, and a head that is misspelt",
    bytes: () =>
      book({
        "Day one": [
          ["No", "Time (min)", "Tittle", "Recipent", "Method"],
          [1, 5, "One", "Hotline", "Phone"],
        ],
        "Day two": [
          ["No", "Time (min)", "Title", "Recipient", "Method"],
          [1, 7, "Other", "Ministry", "Phone"],
        ],
      }),
    asked: ["sheet"],
    answers: { sheet: "Day one", "column:C": "title", "column:D": "to" },
    rows: [{ number: "1", title: "One", at: 5, to: ["hotline"], method: "phone" }],
  },
];
