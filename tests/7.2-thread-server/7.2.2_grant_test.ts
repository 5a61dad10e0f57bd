import { lessonTest } from "../harness/lesson_test.ts";
import { howMany } from "../harness/story/how_many.ts";
import type { Story } from "../harness/story/story.ts";
import {
  Flow,
  heldUp,
  MB,
  paysWaitsTwice,
  PIECE,
  readAll,
  readBytes,
  standsStill,
  tooMuch,
} from "./flow.ts";
import { type Id, means } from "./misconceptions.ts";
import { Pair } from "./pair.ts";
import { poolSpy } from "./pool_spy.ts";
import { streamBytes } from "./stream_bytes.ts";
import { PORT_CONN, untimed } from "./untimed.ts";

/** A size, in bytes, of which windows are multiples: no credit is left over. */
const EVEN = 65_536;

lessonTest(
  "7.2.2 PortConn.write() gets credit for small pieces, too",
  untimed(PORT_CONN, async (story: Story) => {
    using pair = new Pair(story);
    const data = streamBytes(3 * MB, 7223);
    story.did("a is to write 3 MB, 10,000 bytes at a time, and b reads");
    const flow = new Flow(pair.a, data, 10_000);
    await readAll(pair.b, flow, data, PIECE, () => {
      story.did(
        `b read all ${flow.sent} bytes that a could write; a got ${
          howMany(pair.got.a, "message")
        } from b, with ${howMany(pair.granted, "byte")} of credit in all`,
      );
      return pair.granted === 0 ? "credit-with-buffers-alone" : undefined;
    });
  }),
);

lessonTest(
  "7.2.2 PortConn.read() gives emptied buffers back, and no copies of them",
  untimed(PORT_CONN, async (story: Story) => {
    using pool = poolSpy();
    using pair = new Pair(story);
    const data = streamBytes(3 * MB, 7224);
    story.did("a writes 3 MB (random, seed 7224), and b reads");
    await readAll(pair.b, new Flow(pair.a, data), data, MB);
    await pair.quiet();
    const { emptied, copied } = pool;
    story.holds(copied === 0 || pair.returned === 0, {
      expected:
        "the buffers that `emptied()` gave are transferred: their length is 0 then",
      got: `${copied} of ${howMany(emptied.length, "buffer")} ${
        copied === 1 ? "is" : "are"
      } still here, and a got ${howMany(pair.returned, "buffer")}`,
      ...means("buffers-copied"),
    });
  }),
);

lessonTest(
  "7.2.2 PortConn.write() has as much credit as at first when all was read",
  untimed(PORT_CONN, async (story: Story) => {
    using fresh = new Pair(story);
    const data = streamBytes(12 * MB, 7222);
    const first = new Flow(fresh.a, data);
    await heldUp(story, fresh, first);
    using pair = new Pair(story);
    const some = data.subarray(0, Math.floor(0.57 * first.sent));
    const flow = new Flow(pair.a, some);
    await pair.a.settled(
      `write() of ${some.length} bytes that nobody reads yet`,
      flow.finished,
    );
    story.did(`a wrote ${some.length} bytes`);
    await readAll(pair.b, flow, some, 10_007);
    await pair.quiet();
    const again = new Flow(pair.a, data);
    await heldUp(story, pair, again);
    const id: Id = again.sent > first.sent
      ? pair.granted > some.length ? "credit-given-twice" : "credit-noted-wrong"
      : pair.granted === 0
      ? "credit-kept-back"
      : again.sent <= pair.granted
      ? "credit-set-not-added"
      : again.sent === first.sent - some.length + pair.granted
      ? "credit-gets-lost"
      : "credit-noted-wrong";
    story.holds(
      again.sent <= first.sent && again.sent >= 0.75 * first.sent,
      {
        expected:
          `when all was read, about ${first.sent} bytes can be under way again`,
        got: `a wrote ${again.sent}, and then write() waited`,
        ...means(id),
      },
    );
    // All at once, where a chunk may be as large as the window is.
    using whole = new Pair(story);
    const large = data.subarray(0, first.sent);
    const all = new Flow(whole.a, large, large.length);
    await readAll(whole.b, all, large, large.length);
    await whole.quiet();
    const last = new Flow(whole.a, data);
    await heldUp(story, whole, last);
    // read() leaves less than half a window owed.
    story.holds(last.sent > 0.5 * first.sent, {
      expected:
        `when ${first.sent} bytes were read, a can write more than half as many again`,
      got:
        `a got ${whole.granted} bytes of credit, wrote ${last.sent} bytes, and then write() waited`,
      ...means(
        whole.granted === 0
          ? "credit-kept-back"
          : last.sent === whole.granted
          ? "credit-gets-lost"
          : "credit-noted-wrong",
      ),
    });
  }),
);

lessonTest(
  "7.2.2 PortConn.write() gets credit while something is still unread",
  untimed(PORT_CONN, async (story: Story) => {
    using pair = new Pair(story);
    const data = streamBytes(12 * MB, 7222);
    const flow = new Flow(pair.a, data);
    await heldUp(story, pair, flow);
    const { sent } = flow;
    const most = Math.floor(0.75 * sent);
    await readBytes(pair.b, flow, data.subarray(0, most), 10_007);
    story.did(`b read ${most} of these bytes`);
    await standsStill(flow);
    if (flow.sent > sent) return;
    const before = pair.granted;
    await readBytes(pair.b, flow, data.subarray(most, sent), 10_007);
    await pair.quiet();
    story.fail({
      expected: "a's write() goes on, as b has read three quarters",
      got:
        `it still waits, and a has got ${before} bytes of credit; when b has read the rest, ${
          pair.granted > 0 ? `${pair.granted} have come` : "none have come, too"
        }`,
      ...means(
        before === 0 && pair.granted > 0
          ? "credit-when-all-is-read"
          : undefined,
      ),
    });
  }),
);

lessonTest(
  "7.2.2 PortConn.write() gets as much credit as was read, and no more",
  untimed(PORT_CONN, async (story: Story) => {
    using pair = new Pair(story);
    const data = streamBytes(12 * MB, 7222);
    const flow = new Flow(pair.a, data);
    await heldUp(story, pair, flow);
    const most = flow.sent;
    const some = data.subarray(0, Math.floor(0.57 * most));
    await readBytes(pair.b, flow, some, 10_007);
    await heldUp(story, pair, flow);
    story.holds(flow.sent - some.length <= most, {
      expected: `at most ${most} bytes are under way, as before`,
      got: `${flow.sent - some.length} are`,
      ...means(
        flow.sent - most === most
          ? "credit-begins-anew"
          : pair.granted > some.length
          ? "credit-given-twice"
          : "credit-noted-wrong",
      ),
    });
    using other = new Pair(story);
    let carried = 0;
    // A writer that has used up all that came back has noted it.
    const tooLittle = (sent: number): Id =>
      carried + sent === most + other.granted
        ? "credit-gets-lost"
        : "credit-noted-wrong";
    // More than a parcel of credit with a single read.
    const large = data.subarray(0, Math.floor(0.9 * most));
    for (let round = 0; round < 12; round++) {
      const [part, piece] = round % 2 === 0 ? [some, PIECE] : [large, MB];
      const flow = new Flow(other.a, part, piece);
      await readAll(other.b, flow, part, MB, () => tooLittle(flow.sent));
      carried += part.length;
      await other.quiet();
    }
    const last = new Flow(other.a, data);
    await heldUp(story, other, last);
    const isTwice = last.sent > most && await paysWaitsTwice(story);
    // Credit comes back in parcels: one may be due.
    story.holds(last.sent >= 0.49 * most && last.sent <= most, {
      expected: `${
        last.sent > most ? "at most" : "at least half of"
      } ${most} bytes can be under way, as on a new pair, when ${carried} bytes were read`,
      got: `${last.sent} bytes are, after ${other.granted} bytes of credit`,
      ...means(
        last.sent <= most
          ? tooLittle(last.sent)
          : isTwice
          ? "waits-are-paid-twice"
          : tooMuch(other.granted, carried),
      ),
    });
  }),
);

lessonTest(
  "7.2.2 PortConn.write() gets credit for each byte once, however long it goes on",
  untimed(PORT_CONN, async (story: Story) => {
    using pair = new Pair(story);
    const flow = new Flow(pair.a, new Uint8Array(12 * MB), EVEN);
    const underWay: number[] = [];
    let noted = false;
    let slack = 0;
    for (let read = 0; underWay.length < 7;) {
      await standsStill(flow);
      // It has used up what it had at first, and all that came back.
      noted = flow.sent === (underWay[0] ?? flow.sent) + pair.granted;
      underWay.push(flow.sent - read);
      for (const end = flow.sent; read < end;) {
        const bytes = await pair.b.read(Math.min(EVEN, end - read));
        read += bytes?.length ?? Infinity;
        // Of other pieces no parcel need be a multiple: what is left over varies.
        if (underWay.length === 1 && bytes?.length !== EVEN) slack = EVEN;
      }
    }
    story.did(
      `a wrote and b read ${EVEN} bytes at a time; seven times, a wrote until it had to wait, and then b read all of that`,
    );
    const [, second = 0] = underWay;
    const [last = 0] = underWay.slice(-1);
    story.holds(Math.abs(last - second) <= slack, {
      expected: `from the second time on, a can write ${
        slack > 0 ? "about " : ""
      }${second} bytes each time until it has to wait`,
      got: underWay.join(", "),
      ...means(noted ? "credit-slips" : "credit-noted-wrong"),
    });
  }),
);
