import { request } from "./request.ts";

console.log(JSON.stringify(request, null, 2));
