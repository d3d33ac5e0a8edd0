// A style sheet imported by the widget is its text, put in by the build.
declare module '*.css' {
  const text: string;
  export default text;
}
