import { lessonTest } from "../harness/lesson_test.ts";
import { soon } from "../harness/story/soon.ts";
import type { Story } from "../harness/story/story.ts";
import {
  connectEnd,
  type Offer,
  offerEnd,
  socketPair,
} from "../../lessons/7.5-ipc/socket_pair.ts";
import { accepted, latecomer, transports } from "./offers.ts";
import { means } from "./misconceptions.ts";
import { next, withoutUnixSockets } from "./pairs.ts";

for (const { transport, skip } of transports) {
  lessonTest(
    `7.5.3 offerEnd() gives the end to one process only, over ${transport}`,
    async (story: Story) => {
      using offer = offerEnd({ transport });
      const connecting = connectEnd(offer.address);
      connecting.catch(() => {});
      using left = await accepted(story, offer);
      using right = await connecting;
      const second = await latecomer(story, offer);
      story.equal(second, "refused", {
        what: "what a second process finds at the address",
        ...means(second === "connected" ? "offer-stays-open" : undefined),
      });
      await left.send("still here");
      story.equal(await next(story, right), "still here", {
        what: "what the pair carries after that",
      });
    },
    { skip },
  );

  lessonTest(
    `7.5.3 Offer.accept() fails when the offer is withdrawn, over ${transport}`,
    async (story: Story) => {
      const offer = offerEnd({ transport });
      const pending = offer.accept().then(() => undefined, (error) => error);
      offer[Symbol.dispose]();
      offer[Symbol.dispose]();
      const error = await story.within(pending, {
        expected: "accept() rejects",
        got: "it still waits",
      });
      story.holds(error instanceof Error, {
        expected: "accept() rejects with an Error",
        got: `${error}`,
      });
    },
    { skip },
  );
}

lessonTest(
  "7.5.3 offerEnd() leaves no path behind, taken or not",
  async (story: Story) => {
    const gone = (offer: Offer) => {
      const path = decodeURIComponent(new URL(offer.address).pathname);
      for (const place of [path, path.slice(0, path.lastIndexOf("/"))]) {
        let there = true;
        try {
          Deno.lstatSync(place);
        } catch (error) {
          if (!(error instanceof Deno.errors.NotFound)) throw error;
          there = false;
        }
        story.holds(!there, {
          expected: "the socket's path and its folder are gone",
          got: `${place} is there`,
          ...means("path-stays"),
        });
      }
    };
    const withdrawn = offerEnd({ transport: "unix" });
    withdrawn[Symbol.dispose]();
    gone(withdrawn);
    const offer = offerEnd({ transport: "unix" });
    const connecting = connectEnd(offer.address);
    connecting.catch(() => {});
    const early = "offer-ends-too-early";
    using _left = await accepted(story, offer, undefined, early);
    using _right = await connecting;
    story.did("the other end was taken");
    gone(offer);
  },
  { skip: withoutUnixSockets },
);

/** A path as decodeURIComponent() gives it, if it is encoded well. */
function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

for (
  const [what, folder] of [
    ["with a space, percent and number signs in its path", "a b %20 #c ?d é"],
    ["whose path is too long for a socket's", "long".repeat(40)],
  ] as const
) {
  lessonTest(
    `7.5.3 offerEnd() works with a temporary folder ${what}`,
    async (story: Story) => {
      const outer = await Deno.makeTempDir({ prefix: "test-offer-" });
      const before = Deno.env.get("TMPDIR");
      try {
        await Deno.mkdir(`${outer}/${folder}`);
        Deno.env.set("TMPDIR", `${outer}/${folder}`);
        using offer = offerEnd({ transport: "unix" });
        story.did(`the folder for temporary files is "…/${folder}"`);
        const path = decodeURIComponent(new URL(offer.address).pathname);
        let asked = "";
        const { connect } = Deno;
        Object.assign(Deno, {
          connect(options: Deno.UnixConnectOptions) {
            asked = options.path;
            return connect(options);
          },
        });
        const connecting = connectEnd(offer.address)
          .finally(() => Object.assign(Deno, { connect }));
        const failed = (error: unknown) => {
          if (asked === "") throw error;
          return story.fail({
            expected: `connectEnd() connects to the path ${path}`,
            got: asked === path
              ? `it does, and fails: ${error}`
              : `it connects to ${asked}`,
            ...means(
              asked === encodeURI(path).replaceAll(/[#?]/g, encodeURIComponent)
                ? "path-is-not-decoded"
                : asked === path.replaceAll(/[#?]/g, encodeURIComponent)
                ? "decodes-as-a-whole-url"
                : asked !== path && decoded(asked) === path
                ? "path-is-half-decoded"
                : undefined,
            ),
          });
        };
        using right = await connecting.catch(failed);
        using left = await accepted(story, offer);
        await right.send("found");
        story.equal(await next(story, left), "found", {
          what: "what came over the socket",
        });
      } finally {
        if (before === undefined) Deno.env.delete("TMPDIR");
        else Deno.env.set("TMPDIR", before);
        await Deno.remove(outer, { recursive: true });
      }
    },
    { skip: withoutUnixSockets },
  );
}

lessonTest(
  "7.5.3 offerEnd() lets no stranger have the end, nor wait for one",
  async (story: Story) => {
    using offer = offerEnd({ transport: "tcp" });
    const { hostname, port } = new URL(offer.address);
    let isGiven = false;
    const accepting = offer.accept();
    accepting.then(() => isGiven = true, () => {});
    const [place] = offer.address.split("#");
    using liar = await connectEnd(`${place}#wrong`);
    await liar.send("it is a stranger");
    story.did("a stranger connected with a wrong token and sent a message");
    using silent = await Deno.connect({ hostname, port: Number(port) });
    story.did("another one connected and says nothing, and then a third");
    const connecting = connectEnd(offer.address);
    // Fails if a stranger has got the end; what is received tells more.
    connecting.then((right) => right.send("it is me")).catch(() => {});
    const expected = "accept() gives the end to the third, who knows the token";
    const given = accepting.catch(async (error) => {
      const isFine = await socketPair({ transport: "tcp" }).then((ends) => {
        for (const end of ends) end[Symbol.dispose]();
        return true;
      }, () => false);
      return story.fail({
        expected,
        got: `it rejects with ${error}`,
        ...means(
          /was withdrawn/.test(`${error}`)
            ? "offer-ends-too-early"
            : isFine
            ? "stranger-ends-the-offer"
            : undefined,
        ),
      });
    });
    using left = await story.within(given, async () => {
      silent.close();
      const goesOn = await soon(() => isGiven);
      return {
        expected,
        got: goesOn
          ? "it waits, and goes on once the silent one is closed"
          : "it still waits, also once the silent one is closed",
        ...means(goesOn ? "waits-for-a-stranger" : undefined),
      };
    });
    const got = await next(story, left);
    story.equal(got, "it is me", {
      what: "what the accepted end receives",
      ...means(
        got === "it is a stranger" ? "takes-whoever-comes-first" : undefined,
      ),
    });
    using _right = await connecting;
    story.equal(await next(story, liar), undefined, {
      what: "what the one with the wrong token receives",
    });
    const read = await story.within(silent.read(new Uint8Array(1)), {
      expected: "the silent stranger is closed once the end was given",
      got: "its connection is still open",
    });
    story.equal(read, null, { what: "what it reads" });
  },
);
