/** Maximum size of the drawing: with more boxes per column it is unreadable and slow. */
const MOST_BOXES = 120;

/**
 * The script of the page. It filters problems, drawing and tables by text and severity, and redraws. Both filters are in the URL, so that
 * users can share it. `CLUSTERS` is defined before: for each cluster the nodes as [name, column, severity], and the lines as [ends, text,
 * dropped]. A backslash joins two lines: the page has no line break there.
 */
export const PAGE_SCRIPT = `
const MOST=${MOST_BOXES},BOX={w:220,h:42,gapX:110,gapY:12,pad:14},NS='http://www.w3.org/2000/svg';
const box=document.getElementById('filter'),severity=document.getElementById('severity');
const RANK={error:2,warning:1},fits=own=>severity.value===''||(RANK[own]||0)>=RANK[severity.value];
const ruler=document.createElement('canvas').getContext('2d');
const sections=[...document.querySelectorAll('section')].map((element,at)=>({element,data:CLUSTERS[at],\
graph:element.querySelector('.graph'),note:element.querySelector('.drawn'),
  items:[...element.querySelectorAll('.problems>li')].map(withText),
  rows:[...element.querySelectorAll('tr.scrape')].map(row=>({...withText(row),\
nodes:(row.dataset.nodes||'').split(' ').filter(Boolean).map(Number)}))}));
function withText(element){return{element,text:element.textContent.toLowerCase(),severity:element.dataset.severity||''}}
function toggled(part,wanted){part.isShown=(wanted===''||part.text.includes(wanted))&&fits(part.severity);\
part.element.hidden=!part.isShown;return part.isShown}

function show(){
  const wanted=box.value.trim().toLowerCase();
  let rows=0,problems=0;
  for(const section of sections){
    const ownRows=section.rows.filter(row=>toggled(row,wanted)),ownItems=section.items.filter(item=>toggled(item,wanted));
    rows+=ownRows.length;problems+=ownItems.length;
    section.shown=shownNodes(section,ownRows,wanted);
    section.element.hidden=sections.length>1&&ownRows.length+ownItems.length+section.shown.nodes.length===0;
    section.isDrawn=false;
    if(section.isNear)draw(section);
  }
  document.getElementById('count').textContent=rows;
  document.getElementById('problem-count').textContent=problems;
}

/** The boxes of the rows that are shown, and those whose name fits, with what leads to them and where they lead. */
function shownNodes({data},rows,wanted){
  const all=new Set(),counts=[0,0,0,0];
  let left=0;
  const add=node=>{if(all.has(node))return true;\
if(counts[data.nodes[node][1]]>=MOST){left++;return false}\
counts[data.nodes[node][1]]++;all.add(node);return true};
  const byName=data.nodes.map((_,at)=>at).filter(at=>data.nodes[at][0].toLowerCase().includes(wanted)&&fits(data.nodes[at][2]));
  const worst=[...byName].sort((a,b)=>(RANK[data.nodes[b][2]]||0)-(RANK[data.nodes[a][2]]||0));
  const next=[new Map(),new Map()];
  for(const [from,to] of data.lines){push(next[0],from,to);push(next[1],to,from)}
  for(const node of wanted===''&&severity.value===''?worst.filter(at=>data.nodes[at][2]):worst)\
around(node,data.nodes[node][1]===0?[]:next,add);
  for(const row of [...rows].sort((a,b)=>(RANK[b.severity]||0)-(RANK[a.severity]||0))){
    const isFull=row.nodes.some(node=>!all.has(node)&&counts[data.nodes[node][1]]>=MOST);
    if(isFull)left++;else row.nodes.forEach(add);
  }
  for(const [from,to] of data.lines)if(data.nodes[from][1]===0&&data.nodes[to][1]===3&&all.has(from))add(to);
  return{nodes:[...all].sort((a,b)=>a-b),left};
}
function push(map,key,value){const known=map.get(key);if(known)known.push(value);else map.set(key,[value])}
/** What leads to it, and where it leads, but not all that a Prometheus scrapes. */
function around(node,next,add){
  if(!add(node))return;
  for(const way of next){const todo=[node],seen=new Set(todo);\
for(let at=0;at<todo.length&&at<MOST;at++)\
for(const to of way.get(todo[at])||[])if(!seen.has(to)){seen.add(to);todo.push(to)}\
todo.forEach(add)}
}

function draw(section){
  if(section.isDrawn)return;
  section.isDrawn=true;
  const {data,shown:{nodes,left}}=section,own=new Set(nodes),\
lines=data.lines.filter(([from,to])=>own.has(from)&&own.has(to)),\
place=placesOf(data,nodes,lines);
  const height=Math.max(0,...[...place.values()].map(({y})=>y))+BOX.h+2*BOX.pad,\
width=4*BOX.w+3*BOX.gapX+2*BOX.pad;
  const svg=element('svg',{width,height,viewBox:'0 0 '+width+' '+height,role:'group','aria-label':'Which Prometheus scrapes what'});
  for(const [from,to,texts,isDropped] of lines){
    const a=place.get(from),b=place.get(to),x1=a.x+BOX.w,y1=a.y+BOX.h/2,x2=b.x,y2=b.y+BOX.h/2,middle=(x1+x2)/2;
    const line=element('g',{},\
element('path',{d:'M'+x1+' '+y1+'C'+middle+' '+y1+' '+middle+' '+y2+' '+x2+' '+y2,\
...(isDropped?{class:'dropped'}:{})},\
title(data.nodes[from][0]+' \\u2192 '+data.nodes[to][0]+': '+texts)));
    if(texts!=='')line.append(label(texts,x2-6,y2-5,BOX.gapX-20,'small',{'text-anchor':'end'}));
    svg.append(line);
  }
  for(const node of nodes){
    const [name,,own]=data.nodes[node],{x,y}=place.get(node),\
space=name.indexOf(' '),kind=space<0?'':name.slice(0,space);
    const group=element('g',{tabindex:0,role:'button','data-node':name,\
'aria-label':(own?own+': ':'')+name+': show it alone',...(own?{class:own}:{})},\
title(name),element('rect',{x,y,width:BOX.w,height:BOX.h,rx:4}),
      label(kind,x+8,y+16,BOX.w-16,'small'),label(name.slice(space+1),x+8,y+33,BOX.w-16,''));
    const alone=()=>{box.value=name;changed();box.focus()};
    group.addEventListener('click',alone);
    group.addEventListener('keydown',event=>{if(event.key==='Enter'||event.key===' '){event.preventDefault();alone()}});
    svg.append(group);
  }
  section.graph.replaceChildren(svg);
  section.note.textContent=nodes.length===0?'Nothing to draw.':left>0\
?'Drawn: '+nodes.length+' of '+data.nodes.length+' boxes, those with problems first. Search to draw others.'\
:'';
}

/** Columns from left to right; each box as high as those to which it is connected, as far as there is room. */
function placesOf(data,nodes,lines){
  const place=new Map(),before=new Map();
  for(const [from,to] of lines)push(before,to,from);
  for(let column=0;column<4;column++){
    const wanted=node=>{\
const ys=(before.get(node)||[]).filter(from=>place.has(from)).map(from=>place.get(from).y);\
return ys.length===0?0:ys.reduce((sum,y)=>sum+y,0)/ys.length};
    let free=0;
    for(const {node,y} of \
nodes.filter(node=>data.nodes[node][1]===column).map(node=>({node,y:wanted(node)})).sort((a,b)=>a.y-b.y||a.node-b.node)){
      place.set(node,{x:BOX.pad+column*(BOX.w+BOX.gapX),y:BOX.pad+Math.max(free,y-BOX.pad)});
      free=place.get(node).y-BOX.pad+BOX.h+BOX.gapY;
    }
  }
  return place;
}
function element(name,attributes,...children){const made=document.createElementNS(NS,name);\
for(const key in attributes)made.setAttribute(key,attributes[key]);\
made.append(...children);return made}
function title(text){const made=element('title',{});made.textContent=text;return made}
function label(text,x,y,width,style,more={}){\
const made=element('text',{x,y,...more,...(style?{class:style}:{})});\
made.textContent=fitted(text,width,style?11:12);return made}
/** The ends of a name say most: what does not fit is left out in the middle. */
function fitted(text,width,size){
  ruler.font=size+'px system-ui,sans-serif';
  if(ruler.measureText(text).width<=width)return text;
  let low=0,high=text.length;
  const cut=count=>text.slice(0,Math.ceil(count/2))+'\\u2026'+(count>1?text.slice(-Math.floor(count/2)):'');
  while(low<high){const middle=Math.ceil((low+high)/2);if(ruler.measureText(cut(middle)).width<=width)low=middle;else high=middle-1}
  return cut(low);
}

function changed(){
  const parts=new URLSearchParams();
  if(severity.value!=='')parts.set('severity',severity.value);
  if(box.value!=='')parts.set('q',box.value);
  history.replaceState(null,'','#'+parts);
  show();
}
function fromAddress(){
  const hash=location.hash.slice(1),row=/^row-[0-9]+-[0-9]+$/.test(hash)&&document.getElementById(hash);
  const parts=new URLSearchParams(/^(q|severity)=/.test(hash)?hash:'');
  severity.value=['error','warning'].includes(parts.get('severity'))?parts.get('severity'):'';
  box.value=row?'':parts.get('q')??(parts.get('severity')===null?textOf(hash):'');
  show();
  for(const marked of document.querySelectorAll('tr.mark'))marked.classList.remove('mark');
  if(row){row.classList.add('mark');row.focus({preventScroll:true});row.scrollIntoView({block:'center'})}
}
function textOf(hash){try{return decodeURIComponent(hash)}catch{return hash}}
let waiting=0;
box.addEventListener('input',()=>{clearTimeout(waiting);waiting=setTimeout(changed,80)});
severity.addEventListener('change',changed);
addEventListener('hashchange',fromAddress);
addEventListener('keydown',event=>{
  if(event.key==='/'&&!/^(INPUT|SELECT)$/.test(document.activeElement.tagName)){event.preventDefault();box.focus();box.select()}
  if(event.key==='Escape'&&(box.value!==''||severity.value!=='')){box.value='';severity.value='';changed()}
});
const near=new IntersectionObserver(entries=>{for(const {target,isIntersecting} of entries){\
const section=sections.find(({graph})=>graph===target);\
section.isNear=isIntersecting;if(isIntersecting)draw(section)}},\
{rootMargin:'800px'});
fromAddress();
for(const section of sections){if(sections.length<=3){section.isNear=true;draw(section)}else near.observe(section.graph)}`;
