// The scaffold's set-up patches the DOM; tests of servers run without one.
if (typeof HTMLCanvasElement !== 'undefined') {
  require('./.config/jest-setup');
}
