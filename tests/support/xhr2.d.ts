// xhr2 ships no declarations: it is the browser's XMLHttpRequest for Node.

declare module 'xhr2' {
  const implementation: typeof XMLHttpRequest;
  export default implementation;
}
