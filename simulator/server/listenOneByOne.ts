/**
 * A server that handles one connection at a time and never closes an idle one, as the agent's accept loop does
 * (aws/network-flow-monitor-agent, open_metrics/server.rs; issue 102, "/metrics can hang"): a second client waits until
 * the first closes its connection, and a peer that disappears blocks all others until the process ends.
 */
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer, type Socket } from 'node:net';
import { listening, type Listening } from './listen';

/** No limits, whereas Node.js has some by default. */
const UNLIMITED = { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 };

/** Where to listen and which process serves. */
export interface OneByOneOptions {
  host: string;
  /** 0 selects any free port. */
  port: number;
  /** The ID of the process that serves now; connections end with it. Undefined while there is none. */
  currentProcess: () => number | undefined;
}

/** The connections of one process, in the order in which it accepts them. */
class Connections {
  private readonly sockets: Socket[] = [];

  constructor(
    readonly process: number,
    private readonly serve: (socket: Socket) => void
  ) {}

  add(socket: Socket): void {
    this.sockets.push(socket);
    socket.once('close', () => this.remove(socket));
    if (this.sockets.length === 1) {
      this.serve(socket);
    }
  }

  close(): void {
    this.sockets.splice(0).forEach((socket) => socket.destroy());
  }

  private remove(socket: Socket): void {
    const position = this.sockets.indexOf(socket);
    if (position < 0) {
      return;
    }
    this.sockets.splice(position, 1);
    const [next] = this.sockets;
    if (position === 0 && next) {
      this.serve(next);
    }
  }
}

/** Starts the server. Connections are refused while there is no process. */
export function listenOneByOne(listener: RequestListener, options: OneByOneOptions): Promise<Listening> {
  const { host, port, currentProcess } = options;
  let connections: Connections | undefined;
  /** The connections of the current process; those of previous processes have ended with them. */
  const currentConnections = () => {
    const process = currentProcess();
    if (process !== connections?.process) {
      connections?.close();
      connections = process === undefined ? undefined : new Connections(process, serve);
    }
    return connections;
  };
  const http = createHttpServer(UNLIMITED, (request, response) => {
    if (connections === currentConnections()) {
      listener(request, response);
    }
  });
  const serve = (socket: Socket) => {
    http.emit('connection', socket);
    socket.resume();
  };
  // Nothing is read from a waiting connection: its request stays in the kernel, as in an accept backlog, and is
  // answered in its turn even if the client has given up.
  const server = createServer({ pauseOnConnect: true }, (socket) => {
    const present = currentConnections();
    if (present) {
      present.add(socket);
    } else {
      socket.destroy();
    }
  });
  return listening(server, host, port, () => connections?.close());
}
