define([], () => ({ plugin: {} }));
