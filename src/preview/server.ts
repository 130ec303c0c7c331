import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UsageError } from '../base/diagnostic.ts';

/** What is served, at the moment when it is asked for. */
export interface Served {
  page(): Promise<string>;
  /** A PDF by its name; undefined when the briefing has none of that name. */
  pdf(path: string): Promise<Uint8Array | undefined>;
  /** An open page is there to be told of changes; `made` says which page it has. */
  opened(tell: Tell, made: number): void;
}

export type Tell = (event: string, data: unknown, id: number) => void;

export interface PreviewServer {
  address: string;
  /** Tells all open pages. */
  tell: Tell;
  close(): Promise<void>;
}

/**
 * Serves the preview on the loopback interface only, under a path that nobody can guess. Other sites get nothing: requests
 * under another name (DNS rebinding), from another origin or without the path's token are refused.
 */
export async function openServer(served: Served, port = 0): Promise<PreviewServer> {
  const token = randomBytes(18).toString('base64url');
  const open = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      if (!response.headersSent) send(response, 500, 'text/plain', String(error?.message ?? error));
      else response.destroy();
    });
  });
  await listen(server, port);
  const own = (server.address() as AddressInfo).port;
  return {
    address: `http://127.0.0.1:${own}/${token}/`,
    tell(event, data, id) {
      for (const response of open) write(response, event, data, id);
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const response of open) response.end();
      server.closeAllConnections();
      await closed;
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isOwn(request, own)) return send(response, 403, 'text/plain', 'not for other sites');
    const url = new URL(request.url ?? '/', `http://127.0.0.1:${own}`);
    const [given, ...rest] = url.pathname.slice(1).split('/');
    if (given !== token) return send(response, 403, 'text/plain', 'the address lacks its token: see the terminal');
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, 405, 'text/plain', 'GET only');
    const path = decoded(rest.join('/'));
    if (path === '') return send(response, 200, 'text/html; charset=utf-8', await served.page());
    if (path === 'events') return stream(request, response, url);
    const pdf = path.endsWith('.pdf') ? await served.pdf(path) : undefined;
    if (pdf) return send(response, 200, 'application/pdf', pdf);
    return send(response, 404, 'text/plain', 'nothing of that name');
  }

  function stream(request: IncomingMessage, response: ServerResponse, url: URL): void {
    response.writeHead(200, { ...headers, 'content-type': 'text/event-stream; charset=utf-8' });
    response.write('retry: 1000\n\n');
    request.socket.setNoDelay(true);
    open.add(response);
    response.on('close', () => open.delete(response));
    const made = Number(request.headers['last-event-id'] ?? url.searchParams.get('made') ?? 0);
    served.opened((event, data, id) => write(response, event, data, id), made);
  }
}

/** A request that this machine's own page or address bar makes, under the server's own name. */
function isOwn({ headers }: IncomingMessage, port: number): boolean {
  const names = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!names.includes(headers.host ?? '')) return false;
  if (headers.origin !== undefined && !names.some((name) => headers.origin === `http://${name}`)) return false;
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}

const headers = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'x-frame-options': 'SAMEORIGIN',
};

function send(response: ServerResponse, status: number, type: string, body: string | Uint8Array): void {
  response.writeHead(status, { ...headers, 'content-type': type, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

function write(response: ServerResponse, event: string, data: unknown, id: number): void {
  response.write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        reject(new UsageError(`port ${port} is taken`, 'name another with --port, or leave it out for a free one'));
      else if (error.code === 'EACCES') reject(new UsageError(`port ${port} may not be used`, 'take one above 1023'));
      else reject(error);
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}
