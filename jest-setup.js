// The scaffold's setup patches the DOM, and tests of servers run without a DOM.
if (typeof HTMLCanvasElement !== 'undefined') {
  require('./.config/jest-setup');
}
