export { once } from "../api/once.ts";
