"""A script that every document of a capture runs first: a second barrier against pixels that no request carries.

In: nothing. Out: a page without canvases, decoders, workers and peer connections. The first barriers stand outside
the page (proxy, content policy, browser flags) and hold where a page manages to bring one of these back.
"""

HARDENING = """
(() => {
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
