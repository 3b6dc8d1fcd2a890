"""A script that every document of a capture runs first: a second barrier against pixels that no request carries.

In: how deep frames may lie in frames. Out: a page without canvases, decoders, workers and peer connections. The
first barriers stand outside the page (proxy, content policy, browser flags) and hold where a page manages to bring one
of these back.
"""

_HARDENING = """
(() => {
  if (location.ancestorOrigins.length > FRAME_DEPTH) { stop(); }
  const nothing = () => null;
  const refuse = () => Promise.reject(new DOMException("refused", "NotSupportedError"));
  const put = (owner, name, value) => {
    if (owner) {
      try { Object.defineProperty(owner, name, {value, writable: false, configurable: false}); } catch (e) {}
    }
  };
  put(globalThis.HTMLCanvasElement && HTMLCanvasElement.prototype, "getContext", nothing);
  put(globalThis.HTMLCanvasElement && HTMLCanvasElement.prototype, "transferControlToOffscreen", nothing);
  put(globalThis, "createImageBitmap", refuse);
  for (const name of [
    "OffscreenCanvas", "ImageDecoder", "VideoDecoder", "AudioDecoder", "VideoFrame", "MediaSource",
    "ManagedMediaSource", "WebGLRenderingContext", "WebGL2RenderingContext", "AudioContext", "webkitAudioContext",
    "OfflineAudioContext", "RTCPeerConnection", "webkitRTCPeerConnection", "WebTransport", "SharedWorker",
    "FontFace", "paintWorklet", "WebAssembly",
  ]) {
    put(globalThis, name, undefined);
  }
  put(globalThis.navigator, "gpu", undefined);
  put(globalThis, "print", () => undefined);
})();
"""


def make_hardening(frame_depth: int) -> str:
    """The script; a document more than `frame_depth` frames below the page stops at its first byte.

    `location.ancestorOrigins` is unforgeable: no page above can replace it.
    """
    return _HARDENING.replace("FRAME_DEPTH", str(int(frame_depth)))
