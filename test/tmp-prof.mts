import { join } from "node:path"; import { existsSync } from "node:fs";
import neo4j from "neo4j-driver";
import { seedGraph } from "../seed/seed.ts";
import { connectGraph } from "../server/graph/connection.ts"; import { startEmbedded } from "../server/graph/embedded.ts"; import { migrate } from "../server/graph/migrate.ts";
import { ensureDatabaseProgram } from "../server/setup/program.ts"; import { terminalProgress, silentProgress } from "../server/setup/progress.ts"; import { cacheFolder } from "./support/machine.ts";
import { systemViewer } from "../server/graph/query.ts"; import { loadEmbedder } from "../server/language/embedding.ts"; import { warmMatching } from "../server/matching/engine.ts"; import { matchesOfDemand } from "../server/matching/matches.ts"; import { ensureModel } from "../server/setup/model.ts";
const N=Number(process.env.N??5000), today="2026-06-15"; const dataDir=process.env.DIR??"/tmp/match/data5k"; const fresh=!existsSync(dataDir);
const program=await ensureDatabaseProgram(cacheFolder,silentProgress);
const db=await startEmbedded({dataDir,program,memory:{heapMb:1536,pageCacheMb:512}});
const base=connectGraph({uri:db.uri,user:db.user,password:db.password,deadlineMs:120000});
const stat=new Map<string,number[]>();
const graph={...base,run:async(q:any,p:any,o:any)=>{const t=performance.now();const r=await base.run(q,p,o);const a=stat.get(q.name)??[];a.push(performance.now()-t);stat.set(q.name,a);return r}} as typeof base;
try{
const embedder=await loadEmbedder(await ensureModel(cacheFolder,silentProgress));
if(fresh){await migrate(graph);let t=performance.now();await seedGraph(graph,{enterprises:N,seed:7,today});console.log('seed',performance.now()-t)}
let t=performance.now();await warmMatching(graph,embedder,{knowledgeFile:join(cacheFolder,"knowledge.bin"),patienceMs:600000});console.log('warm',performance.now()-t, 'rss',process.memoryUsage().rss/1e6|0);
const driver=neo4j.driver(db.uri,neo4j.auth.basic(db.user,db.password));const session=driver.session({defaultAccessMode:neo4j.session.READ});
await session.run("CALL db.awaitIndexes(600)");
const needs=(await session.run("MATCH (d:Demand {state:'published'})-[:RAISED_BY]->() WHERE d:Example RETURN d.id AS id,d.embedding AS v ORDER BY d.id LIMIT 40")).records.map(r=>({id:r.get('id'),v:r.get('v')}));
const cpu=()=>{const s=require('fs').readFileSync(`/proc/${db.pid}/stat`,'utf8').split(' ');return (Number(s[13])+Number(s[14]))*10};
const {readFileSync}=await import('node:fs');const dbcpu=()=>{const s=readFileSync(`/proc/${db.pid}/stat`,'utf8').split(') ')[1]!.split(' ');return (Number(s[11])+Number(s[12]))*10};
const whole=(id:string)=>matchesOfDemand({graph,embedder},{id,first:20,viewer:systemViewer,today});
const bare=(v:any)=>session.run("CALL db.index.vector.queryNodes('offer_embedding', 200, $v) YIELD node, score RETURN node.id AS id, score",{v});
for(let r=0;r<4;r++)for(const n of needs){await whole(n.id);await bare(n.v)}
stat.clear();
const rounds=4;
let c0=process.cpuUsage(),d0=dbcpu();const tw:number[]=[];let cons=0;for(let r=0;r<rounds;r++)for(const n of needs){const t=performance.now();const m=await whole(n.id);tw.push(performance.now()-t);cons+=m.considered}
let c1=process.cpuUsage(c0),d1=dbcpu()-d0;const k=rounds*needs.length;console.log('whole: node cpu',(c1.user+c1.system)/1000/k,'db cpu',d1/k,'considered',cons/k);
c0=process.cpuUsage();d0=dbcpu();const tb:number[]=[];for(let r=0;r<rounds;r++)for(const n of needs){const t=performance.now();await bare(n.v);tb.push(performance.now()-t)}
c1=process.cpuUsage(c0);d1=dbcpu()-d0;console.log('bare: node cpu',(c1.user+c1.system)/1000/k,'db cpu',d1/k);
const med=(a:number[])=>a.sort((x,y)=>x-y)[a.length>>1]!;console.log('p50',med(tw).toFixed(1),med(tb).toFixed(1),(med(tw)/med(tb)).toFixed(2));
for(const [n,a] of stat)console.log(n,a.length,med(a).toFixed(1));
if(process.env.PROFILE){const {default:insp}=await import('node:inspector');const s=new insp.Session();s.connect();s.post('Profiler.enable');s.post('Profiler.start');for(let r=0;r<3;r++)for(const n of needs)await whole(n.id);await new Promise<void>(res=>s.post('Profiler.stop',(e:any,{profile}:any)=>{const self=new Map<string,number>();const dt=profile.timeDeltas;const byId=new Map(profile.nodes.map((n:any)=>[n.id,n]));profile.samples.forEach((id:number,i:number)=>{const n:any=byId.get(id);const key=n.callFrame.functionName+' '+n.callFrame.url.split('/').slice(-2).join('/')+':'+n.callFrame.lineNumber;self.set(key,(self.get(key)??0)+dt[i]/1000)});console.log([...self].sort((a,b)=>b[1]-a[1]).slice(0,30).map(([k,v])=>(v/(3*needs.length)).toFixed(2)+' ms '+k).join('\n'));res()}))}
await driver.close();
}finally{await base.close();await db.stop(5000)}
