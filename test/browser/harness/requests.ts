import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Sees every request a browser makes to anywhere but the given origins, whoever makes it: page, worker, service worker,
 * prefetch, beacon or the browser itself. It is the browser's proxy, so nothing needs to be attached in time and nothing
 * can be missed: a request that does not pass here does not leave the machine. It refuses all of them.
 */
export interface RequestWatch {
  /** The origins that bypass the watch. */
  readonly ownOrigins: readonly string[];
  readonly port: number;
  /** What was asked for elsewhere, in order: `GET http://host/path`, or `CONNECT host:443` for https and web sockets. */
  foreignRequests(): string[];
  stop(): Promise<void>;
}

/** @param ownOrigins origins that may be reached, on 127.0.0.1 with a port; every other one is refused and recorded */
export async function watchRequests(...ownOrigins: string[]): Promise<RequestWatch> {
  const foreign: string[] = [];
  const proxy = createServer((request, response) => {
    foreign.push(`${request.method} ${request.url}`);
    response.writeHead(403, { Connection: 'close' }).end();
  });
  proxy.on('connect', (request, socket) => {
    foreign.push(`CONNECT ${request.url}`);
    // The browser may have closed its end already.
    socket.on('error', () => socket.destroy());
    socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
  });
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
  return {
    ownOrigins,
    port: (proxy.address() as AddressInfo).port,
    foreignRequests: () => [...foreign],
    stop: () =>
      new Promise((stopped) => {
        proxy.close(() => stopped());
        proxy.closeAllConnections();
      }),
  };
}

/** Command line flags that put a Chromium behind the watch. */
export function chromiumWatchFlags(watch: RequestWatch): string[] {
  return [
    `--proxy-server=http://127.0.0.1:${watch.port}`,
    // Chromium never proxies loopback hosts unless told to; other local ports are foreign too.
    `--proxy-bypass-list=${['<-loopback>', ...watch.ownOrigins.map(hostAndPort)].join(';')}`,
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  ];
}

/** Preferences that put a Firefox behind the watch. */
export function firefoxWatchPreferences(watch: RequestWatch): Record<string, string | number | boolean> {
  return {
    'network.proxy.type': 1,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': watch.port,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': watch.port,
    'network.proxy.allow_hijacking_localhost': true,
    'network.proxy.no_proxies_on': watch.ownOrigins.map(hostAndPort).join(', '),
    'media.peerconnection.ice.proxy_only': true,
  };
}

function hostAndPort(origin: string): string {
  return new URL(origin).host;
}
