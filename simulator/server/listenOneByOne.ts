/**
 * A server that handles one connection at a time and never closes an idle one, as the agent's accept loop does
 * (aws/network-flow-monitor-agent, open_metrics/server.rs; issue 102, "/metrics can hang"): a second client waits until
 * the first closes its connection, and a peer that vanishes keeps everyone waiting until the process ends.
 */
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer, type Socket } from 'node:net';
import { listening, type Listening } from './listen';

/** No limit, where Node.js has one by default. */
const UNLIMITED = { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 };

export interface OneByOneOptions {
  host: string;
  /** 0 takes any that is free. */
  port: number;
  /** The process that serves now; connections end with it. Nothing while there is none. */
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

export function listenOneByOne(listener: RequestListener, options: OneByOneOptions): Promise<Listening> {
  const { host, port, currentProcess } = options;
  let connections: Connections | undefined;
  /** Of the process that runs now; those of others have ended with them. */
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
  // Nothing is read from a connection that waits: its request stays with the kernel, as in an accept backlog, and is
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
