/**
 * The floor: a full-size incident as a bare hand-written event loop on typed arrays: no statechart, no log, no lineage.
 *
 * The loop, the queue, the generator and the kinds of entry are those of the project's reference floor. Only its numbers
 * are an incident's own: how many upload attempts, blocks, reports, reviews and removals. Who is reported, reviewed and
 * removed is drawn so that the numbers are met (each candidate with the share that is still wanted of those still to come).
 * A removal that no review led to is one entry of its own.
 */

// kinds: 0 upload, 1 reported, 2 reviewed, 3 removed without a review
const ONLINE = 1;
const REPORTED = 2;
const REMOVED = 3;
const KEPT = 4;
const BLOCKED = 9;
const HOURS = 24;
const K = 0.12;
const HASH_T = 1.0;

let s0 = 1;
let s1 = 2;
let s2 = 3;
let s3 = 4;
function rnd() {
  let t = s3;
  const s = s0;
  s3 = s2;
  s2 = s1;
  s1 = s;
  t ^= t << 11;
  t ^= t >>> 8;
  s0 = t ^ s ^ (s >>> 19);
  return (s0 >>> 0) * 2.3283064365386963e-10;
}
const exp = () => -Math.log(1 - rnd());

// Pages that are never touched cost nothing.
const CAP = 1 << 22;
const qt = new Float64Array(CAP);
const qk = new Int32Array(CAP);
let n = 0;
const MAX = 1 << 24;
const state = new Uint8Array(MAX);
const born = new Float64Array(MAX);
function push(t, v) {
  let i = n++;
  while (i > 0) {
    const p = (i - 1) >> 1;
    if (qt[p] <= t) break;
    qt[i] = qt[p];
    qk[i] = qk[p];
    i = p;
  }
  qt[i] = t;
  qk[i] = v;
}
let pt = 0;
let pv = 0;
function pop() {
  pt = qt[0];
  pv = qk[0];
  n--;
  const t = qt[n];
  const v = qk[n];
  let i = 0;
  for (;;) {
    let c = 2 * i + 1;
    if (c >= n) break;
    if (c + 1 < n && qt[c + 1] < qt[c]) c++;
    if (qt[c] >= t) break;
    qt[i] = qt[c];
    qk[i] = qk[c];
    i = c;
  }
  qt[i] = t;
  qk[i] = v;
}

/** Share of the attempts that come after an hour. */
const after = (hour) => (Math.exp(-K * hour) - Math.exp(-K * HOURS)) / (1 - Math.exp(-K * HOURS));

/** Runs an incident of this size once. */
export function runFloor(wanted, { seed = 1 } = {}) {
  n = 0;
  [s0, s1, s2, s3] = [seed, 2, 3, 4];
  const blockedShare = wanted.blocked / wanted.attempts;
  const from = blockedShare <= after(HASH_T) ? HASH_T : 0;
  const reach = blockedShare / after(from);
  const direct = Math.max(0, wanted.removed - wanted.reviewed);
  const unreported = Math.max(0, wanted.reviewed - wanted.reported);
  let goLive = wanted.attempts - wanted.blocked;
  let reports = wanted.reported;
  let directs = direct;
  let searched = unreported;
  let toReview = Math.min(wanted.reviewed, wanted.reported);
  let toRemove = Math.min(wanted.removed, wanted.reviewed);
  let reportsLeft = wanted.reported;
  let reviewsLeft = wanted.reviewed;
  let copies = 0;
  let blocked = 0;
  let reported = 0;
  let reviewed = 0;
  let removed = 0;
  let events = 0;
  let totalViews = 0;
  const scale = (wanted.attempts * K) / (1 - Math.exp(-K * HOURS));
  push(exp() / scale, 0);
  while (n > 0) {
    pop();
    events++;
    const kind = pv & 3;
    const id = pv >> 2;
    if (kind === 0) {
      const t = pt;
      const nt = t + exp() / (scale * Math.exp(-K * t));
      if (nt < HOURS) push(nt, 0);
      const c = copies++;
      born[c] = t;
      if (t > from && rnd() < reach) {
        state[c] = BLOCKED;
        blocked++;
      } else {
        state[c] = ONLINE;
        const u = goLive > 0 ? rnd() * goLive-- : Number.POSITIVE_INFINITY;
        if (u < reports) {
          reports--;
          push(t + exp() * 0.5, 1 | (c << 2));
        } else if (u < reports + searched) {
          searched--;
          push(t + exp() * 0.8, 2 | (c << 2));
        } else if (u < reports + searched + directs) {
          directs--;
          push(t + exp() * 0.8, 3 | (c << 2));
        }
      }
    } else if (kind === 1) {
      state[id] = REPORTED;
      reported++;
      if (rnd() * reportsLeft-- < toReview) {
        toReview--;
        push(pt + exp() * 0.3, 2 | (id << 2));
      }
    } else {
      let goes = true;
      if (kind === 2) {
        reviewed++;
        goes = rnd() * reviewsLeft-- < toRemove;
        if (goes) toRemove--;
      }
      if (goes) {
        state[id] = REMOVED;
        removed++;
        totalViews += 1 - Math.exp(-(pt - born[id]) / 1.75);
      } else state[id] = KEPT;
    }
  }
  return { counts: { attempts: copies, blocked, reported, reviewed, removed }, events, totalViews };
}
