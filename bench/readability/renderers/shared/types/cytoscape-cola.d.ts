declare module 'cytoscape-cola' {
  import { type Ext } from 'cytoscape';
  const register: Ext;
  export default register;
}
