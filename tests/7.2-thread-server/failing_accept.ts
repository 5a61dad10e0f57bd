/** An error of accept() that passes: as where too many files are open. */
export const TOO_MANY = "Too many open files (os error 24)";

/** From now on, each of so many calls of accept() fails. */
export function failingAccept(times: number): Disposable {
  const prototype = prototypeOfListeners();
  const { accept } = prototype;
  let left = times;
  prototype.accept = function () {
    if (left-- <= 0) return accept.call(this);
    const error = Object.assign(new Error(TOO_MANY), { code: "EMFILE" });
    return Promise.reject(error);
  };
  return {
    [Symbol.dispose]() {
      prototype.accept = accept;
    },
  };
}

/** What all listeners of this process have in common; Deno has no name for it. */
function prototypeOfListeners(): Deno.TcpListener {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  let prototype = Object.getPrototypeOf(listener);
  while (!Object.hasOwn(prototype, "accept")) {
    prototype = Object.getPrototypeOf(prototype);
  }
  return prototype;
}
