/**
 * Switches on top of Playwright's own. Requests are answered by interception before they reach the network, so nothing
 * here is the only wall: these close the ways that interception does not see (name look-ups, WebRTC, the browser's own
 * services) on hosts without a network namespace.
 */
export function chromiumFlags(options: { maxHeapMiB: number }): string[] {
  return [
    '--disable-gpu',
    '--disable-quic',
    '--disable-sync',
    '--disable-domain-reliability',
    '--no-first-run',
    '--no-pings',
    // `<-loopback>` takes away the exception which Chromium makes for this machine.
    '--proxy-server=http://proxy.invalid:9',
    '--proxy-bypass-list=<-loopback>',
    '--host-resolver-rules=MAP * ~NOTFOUND',
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--font-render-hinting=none',
    `--js-flags=--max-old-space-size=${options.maxHeapMiB}`,
  ];
}
