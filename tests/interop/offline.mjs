// Imported first: this process opens no connection, whatever a library tries.
import net from 'node:net';

net.Socket.prototype.connect = function() {
  throw new Error('Nothing leaves this machine.');
};
