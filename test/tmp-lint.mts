import fs from "node:fs";
import { unguardedNodes } from "./support/visibility.ts";
import { problems } from "./support/lint.ts";
import "../server/matching/queries.ts"; import { boundQueries } from "../server/graph/query.ts";
for (const [n,q] of boundQueries()) { if(!n.startsWith('matching/')) continue; const u=unguardedNodes(q.text); if(u.length) console.log(n,u); const p=problems(q.text,Object.keys((q.params as any).shape)); if(p.length) console.log(n,p); 
 const used=[...new Set([...q.text.replace(/\/\/.*$/gm,'').matchAll(/\$(\w+)/g)].map(m=>m[1]))].sort().join(); const dec=Object.keys((q.params as any).shape).sort().join(); if(used!==dec) console.log(n,used,'|',dec);}
for(const f of fs.readdirSync('cypher/matching')) if(!boundQueries().has('matching/'+f.replace('.cypher',''))) console.log('unbound',f);
