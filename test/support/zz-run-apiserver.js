var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target2) => (target2 = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target2, "default", { value: mod, enumerable: true }) : target2,
  mod
));

// node_modules/yaml/dist/nodes/identity.js
var require_identity = __commonJS({
  "node_modules/yaml/dist/nodes/identity.js"(exports2) {
    "use strict";
    var ALIAS = /* @__PURE__ */ Symbol.for("yaml.alias");
    var DOC = /* @__PURE__ */ Symbol.for("yaml.document");
    var MAP = /* @__PURE__ */ Symbol.for("yaml.map");
    var PAIR = /* @__PURE__ */ Symbol.for("yaml.pair");
    var SCALAR = /* @__PURE__ */ Symbol.for("yaml.scalar");
    var SEQ = /* @__PURE__ */ Symbol.for("yaml.seq");
    var NODE_TYPE = /* @__PURE__ */ Symbol.for("yaml.node.type");
    var isAlias = (node2) => !!node2 && typeof node2 === "object" && node2[NODE_TYPE] === ALIAS;
    var isDocument = (node2) => !!node2 && typeof node2 === "object" && node2[NODE_TYPE] === DOC;
    var isMap = (node2) => !!node2 && typeof node2 === "object" && node2[NODE_TYPE] === MAP;
    var isPair = (node2) => !!node2 && typeof node2 === "object" && node2[NODE_TYPE] === PAIR;
    var isScalar = (node2) => !!node2 && typeof node2 === "object" && node2[NODE_TYPE] === SCALAR;
    var isSeq = (node2) => !!node2 && typeof node2 === "object" && node2[NODE_TYPE] === SEQ;
    function isCollection(node2) {
      if (node2 && typeof node2 === "object")
        switch (node2[NODE_TYPE]) {
          case MAP:
          case SEQ:
            return true;
        }
      return false;
    }
    function isNode(node2) {
      if (node2 && typeof node2 === "object")
        switch (node2[NODE_TYPE]) {
          case ALIAS:
          case MAP:
          case SCALAR:
          case SEQ:
            return true;
        }
      return false;
    }
    var hasAnchor = (node2) => (isScalar(node2) || isCollection(node2)) && !!node2.anchor;
    exports2.ALIAS = ALIAS;
    exports2.DOC = DOC;
    exports2.MAP = MAP;
    exports2.NODE_TYPE = NODE_TYPE;
    exports2.PAIR = PAIR;
    exports2.SCALAR = SCALAR;
    exports2.SEQ = SEQ;
    exports2.hasAnchor = hasAnchor;
    exports2.isAlias = isAlias;
    exports2.isCollection = isCollection;
    exports2.isDocument = isDocument;
    exports2.isMap = isMap;
    exports2.isNode = isNode;
    exports2.isPair = isPair;
    exports2.isScalar = isScalar;
    exports2.isSeq = isSeq;
  }
});

// node_modules/yaml/dist/visit.js
var require_visit = __commonJS({
  "node_modules/yaml/dist/visit.js"(exports2) {
    "use strict";
    var identity = require_identity();
    var BREAK = /* @__PURE__ */ Symbol("break visit");
    var SKIP = /* @__PURE__ */ Symbol("skip children");
    var REMOVE = /* @__PURE__ */ Symbol("remove node");
    function visit(node2, visitor) {
      const visitor_ = initVisitor(visitor);
      if (identity.isDocument(node2)) {
        const cd = visit_(null, node2.contents, visitor_, Object.freeze([node2]));
        if (cd === REMOVE)
          node2.contents = null;
      } else
        visit_(null, node2, visitor_, Object.freeze([]));
    }
    visit.BREAK = BREAK;
    visit.SKIP = SKIP;
    visit.REMOVE = REMOVE;
    function visit_(key, node2, visitor, path2) {
      const ctrl = callVisitor(key, node2, visitor, path2);
      if (identity.isNode(ctrl) || identity.isPair(ctrl)) {
        replaceNode(key, path2, ctrl);
        return visit_(key, ctrl, visitor, path2);
      }
      if (typeof ctrl !== "symbol") {
        if (identity.isCollection(node2)) {
          path2 = Object.freeze(path2.concat(node2));
          for (let i = 0; i < node2.items.length; ++i) {
            const ci = visit_(i, node2.items[i], visitor, path2);
            if (typeof ci === "number")
              i = ci - 1;
            else if (ci === BREAK)
              return BREAK;
            else if (ci === REMOVE) {
              node2.items.splice(i, 1);
              i -= 1;
            }
          }
        } else if (identity.isPair(node2)) {
          path2 = Object.freeze(path2.concat(node2));
          const ck = visit_("key", node2.key, visitor, path2);
          if (ck === BREAK)
            return BREAK;
          else if (ck === REMOVE)
            node2.key = null;
          const cv = visit_("value", node2.value, visitor, path2);
          if (cv === BREAK)
            return BREAK;
          else if (cv === REMOVE)
            node2.value = null;
        }
      }
      return ctrl;
    }
    async function visitAsync(node2, visitor) {
      const visitor_ = initVisitor(visitor);
      if (identity.isDocument(node2)) {
        const cd = await visitAsync_(null, node2.contents, visitor_, Object.freeze([node2]));
        if (cd === REMOVE)
          node2.contents = null;
      } else
        await visitAsync_(null, node2, visitor_, Object.freeze([]));
    }
    visitAsync.BREAK = BREAK;
    visitAsync.SKIP = SKIP;
    visitAsync.REMOVE = REMOVE;
    async function visitAsync_(key, node2, visitor, path2) {
      const ctrl = await callVisitor(key, node2, visitor, path2);
      if (identity.isNode(ctrl) || identity.isPair(ctrl)) {
        replaceNode(key, path2, ctrl);
        return visitAsync_(key, ctrl, visitor, path2);
      }
      if (typeof ctrl !== "symbol") {
        if (identity.isCollection(node2)) {
          path2 = Object.freeze(path2.concat(node2));
          for (let i = 0; i < node2.items.length; ++i) {
            const ci = await visitAsync_(i, node2.items[i], visitor, path2);
            if (typeof ci === "number")
              i = ci - 1;
            else if (ci === BREAK)
              return BREAK;
            else if (ci === REMOVE) {
              node2.items.splice(i, 1);
              i -= 1;
            }
          }
        } else if (identity.isPair(node2)) {
          path2 = Object.freeze(path2.concat(node2));
          const ck = await visitAsync_("key", node2.key, visitor, path2);
          if (ck === BREAK)
            return BREAK;
          else if (ck === REMOVE)
            node2.key = null;
          const cv = await visitAsync_("value", node2.value, visitor, path2);
          if (cv === BREAK)
            return BREAK;
          else if (cv === REMOVE)
            node2.value = null;
        }
      }
      return ctrl;
    }
    function initVisitor(visitor) {
      if (typeof visitor === "object" && (visitor.Collection || visitor.Node || visitor.Value)) {
        return Object.assign({
          Alias: visitor.Node,
          Map: visitor.Node,
          Scalar: visitor.Node,
          Seq: visitor.Node
        }, visitor.Value && {
          Map: visitor.Value,
          Scalar: visitor.Value,
          Seq: visitor.Value
        }, visitor.Collection && {
          Map: visitor.Collection,
          Seq: visitor.Collection
        }, visitor);
      }
      return visitor;
    }
    function callVisitor(key, node2, visitor, path2) {
      if (typeof visitor === "function")
        return visitor(key, node2, path2);
      if (identity.isMap(node2))
        return visitor.Map?.(key, node2, path2);
      if (identity.isSeq(node2))
        return visitor.Seq?.(key, node2, path2);
      if (identity.isPair(node2))
        return visitor.Pair?.(key, node2, path2);
      if (identity.isScalar(node2))
        return visitor.Scalar?.(key, node2, path2);
      if (identity.isAlias(node2))
        return visitor.Alias?.(key, node2, path2);
      return void 0;
    }
    function replaceNode(key, path2, node2) {
      const parent = path2[path2.length - 1];
      if (identity.isCollection(parent)) {
        parent.items[key] = node2;
      } else if (identity.isPair(parent)) {
        if (key === "key")
          parent.key = node2;
        else
          parent.value = node2;
      } else if (identity.isDocument(parent)) {
        parent.contents = node2;
      } else {
        const pt = identity.isAlias(parent) ? "alias" : "scalar";
        throw new Error(`Cannot replace node with ${pt} parent`);
      }
    }
    exports2.visit = visit;
    exports2.visitAsync = visitAsync;
  }
});

// node_modules/yaml/dist/doc/directives.js
var require_directives = __commonJS({
  "node_modules/yaml/dist/doc/directives.js"(exports2) {
    "use strict";
    var identity = require_identity();
    var visit = require_visit();
    var escapeChars = {
      "!": "%21",
      ",": "%2C",
      "[": "%5B",
      "]": "%5D",
      "{": "%7B",
      "}": "%7D"
    };
    var escapeTagName = (tn) => tn.replace(/[!,[\]{}]/g, (ch) => escapeChars[ch]);
    var Directives = class _Directives {
      constructor(yaml, tags) {
        this.docStart = null;
        this.docEnd = false;
        this.yaml = Object.assign({}, _Directives.defaultYaml, yaml);
        this.tags = Object.assign({}, _Directives.defaultTags, tags);
      }
      clone() {
        const copy2 = new _Directives(this.yaml, this.tags);
        copy2.docStart = this.docStart;
        return copy2;
      }
      /**
       * During parsing, get a Directives instance for the current document and
       * update the stream state according to the current version's spec.
       */
      atDocument() {
        const res = new _Directives(this.yaml, this.tags);
        switch (this.yaml.version) {
          case "1.1":
            this.atNextDocument = true;
            break;
          case "1.2":
            this.atNextDocument = false;
            this.yaml = {
              explicit: _Directives.defaultYaml.explicit,
              version: "1.2"
            };
            this.tags = Object.assign({}, _Directives.defaultTags);
            break;
        }
        return res;
      }
      /**
       * @param onError - May be called even if the action was successful
       * @returns `true` on success
       */
      add(line, onError) {
        if (this.atNextDocument) {
          this.yaml = { explicit: _Directives.defaultYaml.explicit, version: "1.1" };
          this.tags = Object.assign({}, _Directives.defaultTags);
          this.atNextDocument = false;
        }
        const parts = line.trim().split(/[ \t]+/);
        const name2 = parts.shift();
        switch (name2) {
          case "%TAG": {
            if (parts.length !== 2) {
              onError(0, "%TAG directive should contain exactly two parts");
              if (parts.length < 2)
                return false;
            }
            const [handle, prefix] = parts;
            this.tags[handle] = prefix;
            return true;
          }
          case "%YAML": {
            this.yaml.explicit = true;
            if (parts.length !== 1) {
              onError(0, "%YAML directive should contain exactly one part");
              return false;
            }
            const [version] = parts;
            if (version === "1.1" || version === "1.2") {
              this.yaml.version = version;
              return true;
            } else {
              const isValid = /^\d+\.\d+$/.test(version);
              onError(6, `Unsupported YAML version ${version}`, isValid);
              return false;
            }
          }
          default:
            onError(0, `Unknown directive ${name2}`, true);
            return false;
        }
      }
      /**
       * Resolves a tag, matching handles to those defined in %TAG directives.
       *
       * @returns Resolved tag, which may also be the non-specific tag `'!'` or a
       *   `'!local'` tag, or `null` if unresolvable.
       */
      tagName(source, onError) {
        if (source === "!")
          return "!";
        if (source[0] !== "!") {
          onError(`Not a valid tag: ${source}`);
          return null;
        }
        if (source[1] === "<") {
          const verbatim = source.slice(2, -1);
          if (verbatim === "!" || verbatim === "!!") {
            onError(`Verbatim tags aren't resolved, so ${source} is invalid.`);
            return null;
          }
          if (source[source.length - 1] !== ">")
            onError("Verbatim tags must end with a >");
          return verbatim;
        }
        const [, handle, suffix] = source.match(/^(.*!)([^!]*)$/s);
        if (!suffix)
          onError(`The ${source} tag has no suffix`);
        const prefix = this.tags[handle];
        if (prefix) {
          try {
            return prefix + decodeURIComponent(suffix);
          } catch (error) {
            onError(String(error));
            return null;
          }
        }
        if (handle === "!")
          return source;
        onError(`Could not resolve tag: ${source}`);
        return null;
      }
      /**
       * Given a fully resolved tag, returns its printable string form,
       * taking into account current tag prefixes and defaults.
       */
      tagString(tag) {
        for (const [handle, prefix] of Object.entries(this.tags)) {
          if (tag.startsWith(prefix))
            return handle + escapeTagName(tag.substring(prefix.length));
        }
        return tag[0] === "!" ? tag : `!<${tag}>`;
      }
      toString(doc) {
        const lines = this.yaml.explicit ? [`%YAML ${this.yaml.version || "1.2"}`] : [];
        const tagEntries = Object.entries(this.tags);
        let tagNames;
        if (doc && tagEntries.length > 0 && identity.isNode(doc.contents)) {
          const tags = {};
          visit.visit(doc.contents, (_key, node2) => {
            if (identity.isNode(node2) && node2.tag)
              tags[node2.tag] = true;
          });
          tagNames = Object.keys(tags);
        } else
          tagNames = [];
        for (const [handle, prefix] of tagEntries) {
          if (handle === "!!" && prefix === "tag:yaml.org,2002:")
            continue;
          if (!doc || tagNames.some((tn) => tn.startsWith(prefix)))
            lines.push(`%TAG ${handle} ${prefix}`);
        }
        return lines.join("\n");
      }
    };
    Directives.defaultYaml = { explicit: false, version: "1.2" };
    Directives.defaultTags = { "!!": "tag:yaml.org,2002:" };
    exports2.Directives = Directives;
  }
});

// node_modules/yaml/dist/doc/anchors.js
var require_anchors = __commonJS({
  "node_modules/yaml/dist/doc/anchors.js"(exports2) {
    "use strict";
    var identity = require_identity();
    var visit = require_visit();
    function anchorIsValid(anchor) {
      if (/[\x00-\x19\s,[\]{}]/.test(anchor)) {
        const sa = JSON.stringify(anchor);
        const msg = `Anchor must not contain whitespace or control characters: ${sa}`;
        throw new Error(msg);
      }
      return true;
    }
    function anchorNames(root) {
      const anchors = /* @__PURE__ */ new Set();
      visit.visit(root, {
        Value(_key, node2) {
          if (node2.anchor)
            anchors.add(node2.anchor);
        }
      });
      return anchors;
    }
    function findNewAnchor(prefix, exclude) {
      for (let i = 1; true; ++i) {
        const name2 = `${prefix}${i}`;
        if (!exclude.has(name2))
          return name2;
      }
    }
    function createNodeAnchors(doc, prefix) {
      const aliasObjects = [];
      const sourceObjects = /* @__PURE__ */ new Map();
      let prevAnchors = null;
      return {
        onAnchor: (source) => {
          aliasObjects.push(source);
          prevAnchors ?? (prevAnchors = anchorNames(doc));
          const anchor = findNewAnchor(prefix, prevAnchors);
          prevAnchors.add(anchor);
          return anchor;
        },
        /**
         * With circular references, the source node is only resolved after all
         * of its child nodes are. This is why anchors are set only after all of
         * the nodes have been created.
         */
        setAnchors: () => {
          for (const source of aliasObjects) {
            const ref = sourceObjects.get(source);
            if (typeof ref === "object" && ref.anchor && (identity.isScalar(ref.node) || identity.isCollection(ref.node))) {
              ref.node.anchor = ref.anchor;
            } else {
              const error = new Error("Failed to resolve repeated object (this should not happen)");
              error.source = source;
              throw error;
            }
          }
        },
        sourceObjects
      };
    }
    exports2.anchorIsValid = anchorIsValid;
    exports2.anchorNames = anchorNames;
    exports2.createNodeAnchors = createNodeAnchors;
    exports2.findNewAnchor = findNewAnchor;
  }
});

// node_modules/yaml/dist/doc/applyReviver.js
var require_applyReviver = __commonJS({
  "node_modules/yaml/dist/doc/applyReviver.js"(exports2) {
    "use strict";
    function applyReviver(reviver, obj, key, val) {
      if (val && typeof val === "object") {
        if (Array.isArray(val)) {
          for (let i = 0, len = val.length; i < len; ++i) {
            const v0 = val[i];
            const v1 = applyReviver(reviver, val, String(i), v0);
            if (v1 === void 0)
              delete val[i];
            else if (v1 !== v0)
              val[i] = v1;
          }
        } else if (val instanceof Map) {
          for (const k of Array.from(val.keys())) {
            const v0 = val.get(k);
            const v1 = applyReviver(reviver, val, k, v0);
            if (v1 === void 0)
              val.delete(k);
            else if (v1 !== v0)
              val.set(k, v1);
          }
        } else if (val instanceof Set) {
          for (const v0 of Array.from(val)) {
            const v1 = applyReviver(reviver, val, v0, v0);
            if (v1 === void 0)
              val.delete(v0);
            else if (v1 !== v0) {
              val.delete(v0);
              val.add(v1);
            }
          }
        } else {
          for (const [k, v0] of Object.entries(val)) {
            const v1 = applyReviver(reviver, val, k, v0);
            if (v1 === void 0)
              delete val[k];
            else if (v1 !== v0)
              val[k] = v1;
          }
        }
      }
      return reviver.call(obj, key, val);
    }
    exports2.applyReviver = applyReviver;
  }
});

// node_modules/yaml/dist/nodes/toJS.js
var require_toJS = __commonJS({
  "node_modules/yaml/dist/nodes/toJS.js"(exports2) {
    "use strict";
    var identity = require_identity();
    function toJS(value, arg, ctx) {
      if (Array.isArray(value))
        return value.map((v, i) => toJS(v, String(i), ctx));
      if (value && typeof value.toJSON === "function") {
        if (!ctx || !identity.hasAnchor(value))
          return value.toJSON(arg, ctx);
        const data = { aliasCount: 0, count: 1, res: void 0 };
        ctx.anchors.set(value, data);
        ctx.onCreate = (res2) => {
          data.res = res2;
          delete ctx.onCreate;
        };
        const res = value.toJSON(arg, ctx);
        if (ctx.onCreate)
          ctx.onCreate(res);
        return res;
      }
      if (typeof value === "bigint" && !ctx?.keep)
        return Number(value);
      return value;
    }
    exports2.toJS = toJS;
  }
});

// node_modules/yaml/dist/nodes/Node.js
var require_Node = __commonJS({
  "node_modules/yaml/dist/nodes/Node.js"(exports2) {
    "use strict";
    var applyReviver = require_applyReviver();
    var identity = require_identity();
    var toJS = require_toJS();
    var NodeBase = class {
      constructor(type) {
        Object.defineProperty(this, identity.NODE_TYPE, { value: type });
      }
      /** Create a copy of this node.  */
      clone() {
        const copy2 = Object.create(Object.getPrototypeOf(this), Object.getOwnPropertyDescriptors(this));
        if (this.range)
          copy2.range = this.range.slice();
        return copy2;
      }
      /** A plain JavaScript representation of this node. */
      toJS(doc, { mapAsMap, maxAliasCount, onAnchor, reviver } = {}) {
        if (!identity.isDocument(doc))
          throw new TypeError("A document argument is required");
        const ctx = {
          anchors: /* @__PURE__ */ new Map(),
          doc,
          keep: true,
          mapAsMap: mapAsMap === true,
          mapKeyWarned: false,
          maxAliasCount: typeof maxAliasCount === "number" ? maxAliasCount : 100
        };
        const res = toJS.toJS(this, "", ctx);
        if (typeof onAnchor === "function")
          for (const { count, res: res2 } of ctx.anchors.values())
            onAnchor(res2, count);
        return typeof reviver === "function" ? applyReviver.applyReviver(reviver, { "": res }, "", res) : res;
      }
    };
    exports2.NodeBase = NodeBase;
  }
});

// node_modules/yaml/dist/nodes/Alias.js
var require_Alias = __commonJS({
  "node_modules/yaml/dist/nodes/Alias.js"(exports2) {
    "use strict";
    var anchors = require_anchors();
    var visit = require_visit();
    var identity = require_identity();
    var Node = require_Node();
    var toJS = require_toJS();
    var Alias = class extends Node.NodeBase {
      constructor(source) {
        super(identity.ALIAS);
        this.source = source;
        Object.defineProperty(this, "tag", {
          set() {
            throw new Error("Alias nodes cannot have tags");
          }
        });
      }
      /**
       * Resolve the value of this alias within `doc`, finding the last
       * instance of the `source` anchor before this node.
       */
      resolve(doc, ctx) {
        if (ctx?.maxAliasCount === 0)
          throw new ReferenceError("Alias resolution is disabled");
        let nodes;
        if (ctx?.aliasResolveCache) {
          nodes = ctx.aliasResolveCache;
        } else {
          nodes = [];
          visit.visit(doc, {
            Node: (_key, node2) => {
              if (identity.isAlias(node2) || identity.hasAnchor(node2))
                nodes.push(node2);
            }
          });
          if (ctx)
            ctx.aliasResolveCache = nodes;
        }
        let found = void 0;
        for (const node2 of nodes) {
          if (node2 === this)
            break;
          if (node2.anchor === this.source)
            found = node2;
        }
        if (found && ctx) {
          const { anchors: anchors2, doc: doc2, maxAliasCount } = ctx;
          let data = anchors2.get(found);
          if (!data) {
            toJS.toJS(found, null, ctx);
            data = anchors2.get(found);
          }
          if (data?.res === void 0) {
            const msg = "This should not happen: Alias anchor was not resolved?";
            throw new ReferenceError(msg);
          }
          if (maxAliasCount >= 0) {
            data.count += 1;
            if (data.aliasCount === 0)
              data.aliasCount = getAliasCount(doc2, found, anchors2);
            if (data.count * data.aliasCount > maxAliasCount) {
              const msg = "Excessive alias count indicates a resource exhaustion attack";
              throw new ReferenceError(msg);
            }
          }
        }
        return found;
      }
      toJSON(_arg, ctx) {
        if (!ctx)
          return { source: this.source };
        const source = this.resolve(ctx.doc, ctx);
        if (!source) {
          const msg = `Unresolved alias (the anchor must be set before the alias): ${this.source}`;
          throw new ReferenceError(msg);
        }
        return ctx.anchors.get(source).res;
      }
      toString(ctx, _onComment, _onChompKeep) {
        const src = `*${this.source}`;
        if (ctx) {
          anchors.anchorIsValid(this.source);
          if (ctx.options.verifyAliasOrder && !ctx.anchors.has(this.source)) {
            const msg = `Unresolved alias (the anchor must be set before the alias): ${this.source}`;
            throw new Error(msg);
          }
          if (ctx.implicitKey)
            return `${src} `;
        }
        return src;
      }
    };
    function getAliasCount(doc, node2, anchors2) {
      if (identity.isAlias(node2)) {
        const source = node2.resolve(doc);
        const anchor = anchors2 && source && anchors2.get(source);
        return anchor ? anchor.count * anchor.aliasCount : 0;
      } else if (identity.isCollection(node2)) {
        let count = 0;
        for (const item of node2.items) {
          const c = getAliasCount(doc, item, anchors2);
          if (c > count)
            count = c;
        }
        return count;
      } else if (identity.isPair(node2)) {
        const kc = getAliasCount(doc, node2.key, anchors2);
        const vc = getAliasCount(doc, node2.value, anchors2);
        return Math.max(kc, vc);
      }
      return 1;
    }
    exports2.Alias = Alias;
  }
});

// node_modules/yaml/dist/nodes/Scalar.js
var require_Scalar = __commonJS({
  "node_modules/yaml/dist/nodes/Scalar.js"(exports2) {
    "use strict";
    var identity = require_identity();
    var Node = require_Node();
    var toJS = require_toJS();
    var isScalarValue = (value) => !value || typeof value !== "function" && typeof value !== "object";
    var Scalar = class extends Node.NodeBase {
      constructor(value) {
        super(identity.SCALAR);
        this.value = value;
      }
      toJSON(arg, ctx) {
        return ctx?.keep ? this.value : toJS.toJS(this.value, arg, ctx);
      }
      toString() {
        return String(this.value);
      }
    };
    Scalar.BLOCK_FOLDED = "BLOCK_FOLDED";
    Scalar.BLOCK_LITERAL = "BLOCK_LITERAL";
    Scalar.PLAIN = "PLAIN";
    Scalar.QUOTE_DOUBLE = "QUOTE_DOUBLE";
    Scalar.QUOTE_SINGLE = "QUOTE_SINGLE";
    exports2.Scalar = Scalar;
    exports2.isScalarValue = isScalarValue;
  }
});

// node_modules/yaml/dist/doc/createNode.js
var require_createNode = __commonJS({
  "node_modules/yaml/dist/doc/createNode.js"(exports2) {
    "use strict";
    var Alias = require_Alias();
    var identity = require_identity();
    var Scalar = require_Scalar();
    var defaultTagPrefix = "tag:yaml.org,2002:";
    function findTagObject(value, tagName, tags) {
      if (tagName) {
        const match = tags.filter((t) => t.tag === tagName);
        const tagObj = match.find((t) => !t.format) ?? match[0];
        if (!tagObj)
          throw new Error(`Tag ${tagName} not found`);
        return tagObj;
      }
      return tags.find((t) => t.identify?.(value) && !t.format);
    }
    function createNode(value, tagName, ctx) {
      if (identity.isDocument(value))
        value = value.contents;
      if (identity.isNode(value))
        return value;
      if (identity.isPair(value)) {
        const map = ctx.schema[identity.MAP].createNode?.(ctx.schema, null, ctx);
        map.items.push(value);
        return map;
      }
      if (value instanceof String || value instanceof Number || value instanceof Boolean || typeof BigInt !== "undefined" && value instanceof BigInt) {
        value = value.valueOf();
      }
      const { aliasDuplicateObjects, onAnchor, onTagObj, schema, sourceObjects } = ctx;
      let ref = void 0;
      if (aliasDuplicateObjects && value && typeof value === "object") {
        ref = sourceObjects.get(value);
        if (ref) {
          ref.anchor ?? (ref.anchor = onAnchor(value));
          return new Alias.Alias(ref.anchor);
        } else {
          ref = { anchor: null, node: null };
          sourceObjects.set(value, ref);
        }
      }
      if (tagName?.startsWith("!!"))
        tagName = defaultTagPrefix + tagName.slice(2);
      let tagObj = findTagObject(value, tagName, schema.tags);
      if (!tagObj) {
        if (value && typeof value.toJSON === "function") {
          value = value.toJSON();
        }
        if (!value || typeof value !== "object") {
          const node3 = new Scalar.Scalar(value);
          if (ref)
            ref.node = node3;
          return node3;
        }
        tagObj = value instanceof Map ? schema[identity.MAP] : Symbol.iterator in Object(value) ? schema[identity.SEQ] : schema[identity.MAP];
      }
      if (onTagObj) {
        onTagObj(tagObj);
        delete ctx.onTagObj;
      }
      const node2 = tagObj?.createNode ? tagObj.createNode(ctx.schema, value, ctx) : typeof tagObj?.nodeClass?.from === "function" ? tagObj.nodeClass.from(ctx.schema, value, ctx) : new Scalar.Scalar(value);
      if (tagName)
        node2.tag = tagName;
      else if (!tagObj.default)
        node2.tag = tagObj.tag;
      if (ref)
        ref.node = node2;
      return node2;
    }
    exports2.createNode = createNode;
  }
});

// node_modules/yaml/dist/nodes/Collection.js
var require_Collection = __commonJS({
  "node_modules/yaml/dist/nodes/Collection.js"(exports2) {
    "use strict";
    var createNode = require_createNode();
    var identity = require_identity();
    var Node = require_Node();
    function collectionFromPath(schema, path2, value) {
      let v = value;
      for (let i = path2.length - 1; i >= 0; --i) {
        const k = path2[i];
        if (typeof k === "number" && Number.isInteger(k) && k >= 0) {
          const a = [];
          a[k] = v;
          v = a;
        } else {
          v = /* @__PURE__ */ new Map([[k, v]]);
        }
      }
      return createNode.createNode(v, void 0, {
        aliasDuplicateObjects: false,
        keepUndefined: false,
        onAnchor: () => {
          throw new Error("This should not happen, please report a bug.");
        },
        schema,
        sourceObjects: /* @__PURE__ */ new Map()
      });
    }
    var isEmptyPath = (path2) => path2 == null || typeof path2 === "object" && !!path2[Symbol.iterator]().next().done;
    var Collection = class extends Node.NodeBase {
      constructor(type, schema) {
        super(type);
        Object.defineProperty(this, "schema", {
          value: schema,
          configurable: true,
          enumerable: false,
          writable: true
        });
      }
      /**
       * Create a copy of this collection.
       *
       * @param schema - If defined, overwrites the original's schema
       */
      clone(schema) {
        const copy2 = Object.create(Object.getPrototypeOf(this), Object.getOwnPropertyDescriptors(this));
        if (schema)
          copy2.schema = schema;
        copy2.items = copy2.items.map((it) => identity.isNode(it) || identity.isPair(it) ? it.clone(schema) : it);
        if (this.range)
          copy2.range = this.range.slice();
        return copy2;
      }
      /**
       * Adds a value to the collection. For `!!map` and `!!omap` the value must
       * be a Pair instance or a `{ key, value }` object, which may not have a key
       * that already exists in the map.
       */
      addIn(path2, value) {
        if (isEmptyPath(path2))
          this.add(value);
        else {
          const [key, ...rest] = path2;
          const node2 = this.get(key, true);
          if (identity.isCollection(node2))
            node2.addIn(rest, value);
          else if (node2 === void 0 && this.schema)
            this.set(key, collectionFromPath(this.schema, rest, value));
          else
            throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
        }
      }
      /**
       * Removes a value from the collection.
       * @returns `true` if the item was found and removed.
       */
      deleteIn(path2) {
        const [key, ...rest] = path2;
        if (rest.length === 0)
          return this.delete(key);
        const node2 = this.get(key, true);
        if (identity.isCollection(node2))
          return node2.deleteIn(rest);
        else
          throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
      }
      /**
       * Returns item at `key`, or `undefined` if not found. By default unwraps
       * scalar values from their surrounding node; to disable set `keepScalar` to
       * `true` (collections are always returned intact).
       */
      getIn(path2, keepScalar) {
        const [key, ...rest] = path2;
        const node2 = this.get(key, true);
        if (rest.length === 0)
          return !keepScalar && identity.isScalar(node2) ? node2.value : node2;
        else
          return identity.isCollection(node2) ? node2.getIn(rest, keepScalar) : void 0;
      }
      hasAllNullValues(allowScalar) {
        return this.items.every((node2) => {
          if (!identity.isPair(node2))
            return false;
          const n = node2.value;
          return n == null || allowScalar && identity.isScalar(n) && n.value == null && !n.commentBefore && !n.comment && !n.tag;
        });
      }
      /**
       * Checks if the collection includes a value with the key `key`.
       */
      hasIn(path2) {
        const [key, ...rest] = path2;
        if (rest.length === 0)
          return this.has(key);
        const node2 = this.get(key, true);
        return identity.isCollection(node2) ? node2.hasIn(rest) : false;
      }
      /**
       * Sets a value in this collection. For `!!set`, `value` needs to be a
       * boolean to add/remove the item from the set.
       */
      setIn(path2, value) {
        const [key, ...rest] = path2;
        if (rest.length === 0) {
          this.set(key, value);
        } else {
          const node2 = this.get(key, true);
          if (identity.isCollection(node2))
            node2.setIn(rest, value);
          else if (node2 === void 0 && this.schema)
            this.set(key, collectionFromPath(this.schema, rest, value));
          else
            throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
        }
      }
    };
    exports2.Collection = Collection;
    exports2.collectionFromPath = collectionFromPath;
    exports2.isEmptyPath = isEmptyPath;
  }
});

// node_modules/yaml/dist/stringify/stringifyComment.js
var require_stringifyComment = __commonJS({
  "node_modules/yaml/dist/stringify/stringifyComment.js"(exports2) {
    "use strict";
    var stringifyComment = (str) => str.replace(/^(?!$)(?: $)?/gm, "#");
    function indentComment(comment, indent) {
      if (/^\n+$/.test(comment))
        return comment.substring(1);
      return indent ? comment.replace(/^(?! *$)/gm, indent) : comment;
    }
    var lineComment = (str, indent, comment) => str.endsWith("\n") ? indentComment(comment, indent) : comment.includes("\n") ? "\n" + indentComment(comment, indent) : (str.endsWith(" ") ? "" : " ") + comment;
    exports2.indentComment = indentComment;
    exports2.lineComment = lineComment;
    exports2.stringifyComment = stringifyComment;
  }
});

// node_modules/yaml/dist/stringify/foldFlowLines.js
var require_foldFlowLines = __commonJS({
  "node_modules/yaml/dist/stringify/foldFlowLines.js"(exports2) {
    "use strict";
    var FOLD_FLOW = "flow";
    var FOLD_BLOCK = "block";
    var FOLD_QUOTED = "quoted";
    function foldFlowLines(text, indent, mode = "flow", { indentAtStart, lineWidth = 80, minContentWidth = 20, onFold, onOverflow } = {}) {
      if (!lineWidth || lineWidth < 0)
        return text;
      if (lineWidth < minContentWidth)
        minContentWidth = 0;
      const endStep = Math.max(1 + minContentWidth, 1 + lineWidth - indent.length);
      if (text.length <= endStep)
        return text;
      const folds = [];
      const escapedFolds = {};
      let end = lineWidth - indent.length;
      if (typeof indentAtStart === "number") {
        if (indentAtStart > lineWidth - Math.max(2, minContentWidth))
          folds.push(0);
        else
          end = lineWidth - indentAtStart;
      }
      let split = void 0;
      let prev = void 0;
      let overflow = false;
      let i = -1;
      let escStart = -1;
      let escEnd = -1;
      if (mode === FOLD_BLOCK) {
        i = consumeMoreIndentedLines(text, i, indent.length);
        if (i !== -1)
          end = i + endStep;
      }
      for (let ch; ch = text[i += 1]; ) {
        if (mode === FOLD_QUOTED && ch === "\\") {
          escStart = i;
          switch (text[i + 1]) {
            case "x":
              i += 3;
              break;
            case "u":
              i += 5;
              break;
            case "U":
              i += 9;
              break;
            default:
              i += 1;
          }
          escEnd = i;
        }
        if (ch === "\n") {
          if (mode === FOLD_BLOCK)
            i = consumeMoreIndentedLines(text, i, indent.length);
          end = i + indent.length + endStep;
          split = void 0;
        } else {
          if (ch === " " && prev && prev !== " " && prev !== "\n" && prev !== "	") {
            const next = text[i + 1];
            if (next && next !== " " && next !== "\n" && next !== "	")
              split = i;
          }
          if (i >= end) {
            if (split) {
              folds.push(split);
              end = split + endStep;
              split = void 0;
            } else if (mode === FOLD_QUOTED) {
              while (prev === " " || prev === "	") {
                prev = ch;
                ch = text[i += 1];
                overflow = true;
              }
              const j = i > escEnd + 1 ? i - 2 : escStart - 1;
              if (escapedFolds[j])
                return text;
              folds.push(j);
              escapedFolds[j] = true;
              end = j + endStep;
              split = void 0;
            } else {
              overflow = true;
            }
          }
        }
        prev = ch;
      }
      if (overflow && onOverflow)
        onOverflow();
      if (folds.length === 0)
        return text;
      if (onFold)
        onFold();
      let res = text.slice(0, folds[0]);
      for (let i2 = 0; i2 < folds.length; ++i2) {
        const fold = folds[i2];
        const end2 = folds[i2 + 1] || text.length;
        if (fold === 0)
          res = `
${indent}${text.slice(0, end2)}`;
        else {
          if (mode === FOLD_QUOTED && escapedFolds[fold])
            res += `${text[fold]}\\`;
          res += `
${indent}${text.slice(fold + 1, end2)}`;
        }
      }
      return res;
    }
    function consumeMoreIndentedLines(text, i, indent) {
      let end = i;
      let start = i + 1;
      let ch = text[start];
      while (ch === " " || ch === "	") {
        if (i < start + indent) {
          ch = text[++i];
        } else {
          do {
            ch = text[++i];
          } while (ch && ch !== "\n");
          end = i;
          start = i + 1;
          ch = text[start];
        }
      }
      return end;
    }
    exports2.FOLD_BLOCK = FOLD_BLOCK;
    exports2.FOLD_FLOW = FOLD_FLOW;
    exports2.FOLD_QUOTED = FOLD_QUOTED;
    exports2.foldFlowLines = foldFlowLines;
  }
});

// node_modules/yaml/dist/stringify/stringifyString.js
var require_stringifyString = __commonJS({
  "node_modules/yaml/dist/stringify/stringifyString.js"(exports2) {
    "use strict";
    var Scalar = require_Scalar();
    var foldFlowLines = require_foldFlowLines();
    var getFoldOptions = (ctx, isBlock) => ({
      indentAtStart: isBlock ? ctx.indent.length : ctx.indentAtStart,
      lineWidth: ctx.options.lineWidth,
      minContentWidth: ctx.options.minContentWidth
    });
    var containsDocumentMarker = (str) => /^(%|---|\.\.\.)/m.test(str);
    function lineLengthOverLimit(str, lineWidth, indentLength) {
      if (!lineWidth || lineWidth < 0)
        return false;
      const limit = lineWidth - indentLength;
      const strLen = str.length;
      if (strLen <= limit)
        return false;
      for (let i = 0, start = 0; i < strLen; ++i) {
        if (str[i] === "\n") {
          if (i - start > limit)
            return true;
          start = i + 1;
          if (strLen - start <= limit)
            return false;
        }
      }
      return true;
    }
    function doubleQuotedString(value, ctx) {
      const json = JSON.stringify(value);
      if (ctx.options.doubleQuotedAsJSON)
        return json;
      const { implicitKey } = ctx;
      const minMultiLineLength = ctx.options.doubleQuotedMinMultiLineLength;
      const indent = ctx.indent || (containsDocumentMarker(value) ? "  " : "");
      let str = "";
      let start = 0;
      for (let i = 0, ch = json[i]; ch; ch = json[++i]) {
        if (ch === " " && json[i + 1] === "\\" && json[i + 2] === "n") {
          str += json.slice(start, i) + "\\ ";
          i += 1;
          start = i;
          ch = "\\";
        }
        if (ch === "\\")
          switch (json[i + 1]) {
            case "u":
              {
                str += json.slice(start, i);
                const code = json.substr(i + 2, 4);
                switch (code) {
                  case "0000":
                    str += "\\0";
                    break;
                  case "0007":
                    str += "\\a";
                    break;
                  case "000b":
                    str += "\\v";
                    break;
                  case "001b":
                    str += "\\e";
                    break;
                  case "0085":
                    str += "\\N";
                    break;
                  case "00a0":
                    str += "\\_";
                    break;
                  case "2028":
                    str += "\\L";
                    break;
                  case "2029":
                    str += "\\P";
                    break;
                  default:
                    if (code.substr(0, 2) === "00")
                      str += "\\x" + code.substr(2);
                    else
                      str += json.substr(i, 6);
                }
                i += 5;
                start = i + 1;
              }
              break;
            case "n":
              if (implicitKey || json[i + 2] === '"' || json.length < minMultiLineLength) {
                i += 1;
              } else {
                str += json.slice(start, i) + "\n\n";
                while (json[i + 2] === "\\" && json[i + 3] === "n" && json[i + 4] !== '"') {
                  str += "\n";
                  i += 2;
                }
                str += indent;
                if (json[i + 2] === " ")
                  str += "\\";
                i += 1;
                start = i + 1;
              }
              break;
            default:
              i += 1;
          }
      }
      str = start ? str + json.slice(start) : json;
      return implicitKey ? str : foldFlowLines.foldFlowLines(str, indent, foldFlowLines.FOLD_QUOTED, getFoldOptions(ctx, false));
    }
    function singleQuotedString(value, ctx) {
      if (ctx.options.singleQuote === false || ctx.implicitKey && value.includes("\n") || /[ \t]\n|\n[ \t]/.test(value))
        return doubleQuotedString(value, ctx);
      const indent = ctx.indent || (containsDocumentMarker(value) ? "  " : "");
      const res = "'" + value.replace(/'/g, "''").replace(/\n+/g, `$&
${indent}`) + "'";
      return ctx.implicitKey ? res : foldFlowLines.foldFlowLines(res, indent, foldFlowLines.FOLD_FLOW, getFoldOptions(ctx, false));
    }
    function quotedString(value, ctx) {
      const { singleQuote } = ctx.options;
      let qs;
      if (singleQuote === false)
        qs = doubleQuotedString;
      else {
        const hasDouble = value.includes('"');
        const hasSingle = value.includes("'");
        if (hasDouble && !hasSingle)
          qs = singleQuotedString;
        else if (hasSingle && !hasDouble)
          qs = doubleQuotedString;
        else
          qs = singleQuote ? singleQuotedString : doubleQuotedString;
      }
      return qs(value, ctx);
    }
    var blockEndNewlines;
    try {
      blockEndNewlines = new RegExp("(^|(?<!\n))\n+(?!\n|$)", "g");
    } catch {
      blockEndNewlines = /\n+(?!\n|$)/g;
    }
    function blockString({ comment, type, value }, ctx, onComment, onChompKeep) {
      const { blockQuote, commentString, lineWidth } = ctx.options;
      if (!blockQuote || /\n[\t ]+$/.test(value)) {
        return quotedString(value, ctx);
      }
      const indent = ctx.indent || (ctx.forceBlockIndent || containsDocumentMarker(value) ? "  " : "");
      const literal = blockQuote === "literal" ? true : blockQuote === "folded" || type === Scalar.Scalar.BLOCK_FOLDED ? false : type === Scalar.Scalar.BLOCK_LITERAL ? true : !lineLengthOverLimit(value, lineWidth, indent.length);
      if (!value)
        return literal ? "|\n" : ">\n";
      let chomp;
      let endStart;
      for (endStart = value.length; endStart > 0; --endStart) {
        const ch = value[endStart - 1];
        if (ch !== "\n" && ch !== "	" && ch !== " ")
          break;
      }
      let end = value.substring(endStart);
      const endNlPos = end.indexOf("\n");
      if (endNlPos === -1) {
        chomp = "-";
      } else if (value === end || endNlPos !== end.length - 1) {
        chomp = "+";
        if (onChompKeep)
          onChompKeep();
      } else {
        chomp = "";
      }
      if (end) {
        value = value.slice(0, -end.length);
        if (end[end.length - 1] === "\n")
          end = end.slice(0, -1);
        end = end.replace(blockEndNewlines, `$&${indent}`);
      }
      let startWithSpace = false;
      let startEnd;
      let startNlPos = -1;
      for (startEnd = 0; startEnd < value.length; ++startEnd) {
        const ch = value[startEnd];
        if (ch === " ")
          startWithSpace = true;
        else if (ch === "\n")
          startNlPos = startEnd;
        else
          break;
      }
      let start = value.substring(0, startNlPos < startEnd ? startNlPos + 1 : startEnd);
      if (start) {
        value = value.substring(start.length);
        start = start.replace(/\n+/g, `$&${indent}`);
      }
      const indentSize = indent ? "2" : "1";
      let header = (startWithSpace ? indentSize : "") + chomp;
      if (comment) {
        header += " " + commentString(comment.replace(/ ?[\r\n]+/g, " "));
        if (onComment)
          onComment();
      }
      if (!literal) {
        const foldedValue = value.replace(/\n+/g, "\n$&").replace(/(?:^|\n)([\t ].*)(?:([\n\t ]*)\n(?![\n\t ]))?/g, "$1$2").replace(/\n+/g, `$&${indent}`);
        let literalFallback = false;
        const foldOptions = getFoldOptions(ctx, true);
        if (blockQuote !== "folded" && type !== Scalar.Scalar.BLOCK_FOLDED) {
          foldOptions.onOverflow = () => {
            literalFallback = true;
          };
        }
        const body = foldFlowLines.foldFlowLines(`${start}${foldedValue}${end}`, indent, foldFlowLines.FOLD_BLOCK, foldOptions);
        if (!literalFallback)
          return `>${header}
${indent}${body}`;
      }
      value = value.replace(/\n+/g, `$&${indent}`);
      return `|${header}
${indent}${start}${value}${end}`;
    }
    function plainString(item, ctx, onComment, onChompKeep) {
      const { type, value } = item;
      const { actualString, implicitKey, indent, indentStep, inFlow } = ctx;
      if (implicitKey && value.includes("\n") || inFlow && /[[\]{},]/.test(value)) {
        return quotedString(value, ctx);
      }
      if (/^[\n\t ,[\]{}#&*!|>'"%@`]|^[?-]$|^[?-][ \t]|[\n:][ \t]|[ \t]\n|[\n\t ]#|[\n\t :]$/.test(value)) {
        return implicitKey || inFlow || !value.includes("\n") ? quotedString(value, ctx) : blockString(item, ctx, onComment, onChompKeep);
      }
      if (!implicitKey && !inFlow && type !== Scalar.Scalar.PLAIN && value.includes("\n")) {
        return blockString(item, ctx, onComment, onChompKeep);
      }
      if (containsDocumentMarker(value)) {
        if (indent === "") {
          ctx.forceBlockIndent = true;
          return blockString(item, ctx, onComment, onChompKeep);
        } else if (implicitKey && indent === indentStep) {
          return quotedString(value, ctx);
        }
      }
      const str = value.replace(/\n+/g, `$&
${indent}`);
      if (actualString) {
        const test = (tag) => tag.default && tag.tag !== "tag:yaml.org,2002:str" && tag.test?.test(str);
        const { compat, tags } = ctx.doc.schema;
        if (tags.some(test) || compat?.some(test))
          return quotedString(value, ctx);
      }
      return implicitKey ? str : foldFlowLines.foldFlowLines(str, indent, foldFlowLines.FOLD_FLOW, getFoldOptions(ctx, false));
    }
    function stringifyString(item, ctx, onComment, onChompKeep) {
      const { implicitKey, inFlow } = ctx;
      const ss = typeof item.value === "string" ? item : Object.assign({}, item, { value: String(item.value) });
      let { type } = item;
      if (type !== Scalar.Scalar.QUOTE_DOUBLE) {
        if (/[\x00-\x08\x0b-\x1f\x7f-\x9f\u{D800}-\u{DFFF}]/u.test(ss.value))
          type = Scalar.Scalar.QUOTE_DOUBLE;
      }
      const _stringify = (_type) => {
        switch (_type) {
          case Scalar.Scalar.BLOCK_FOLDED:
          case Scalar.Scalar.BLOCK_LITERAL:
            return implicitKey || inFlow ? quotedString(ss.value, ctx) : blockString(ss, ctx, onComment, onChompKeep);
          case Scalar.Scalar.QUOTE_DOUBLE:
            return doubleQuotedString(ss.value, ctx);
          case Scalar.Scalar.QUOTE_SINGLE:
            return singleQuotedString(ss.value, ctx);
          case Scalar.Scalar.PLAIN:
            return plainString(ss, ctx, onComment, onChompKeep);
          default:
            return null;
        }
      };
      let res = _stringify(type);
      if (res === null) {
        const { defaultKeyType, defaultStringType } = ctx.options;
        const t = implicitKey && defaultKeyType || defaultStringType;
        res = _stringify(t);
        if (res === null)
          throw new Error(`Unsupported default string type ${t}`);
      }
      return res;
    }
    exports2.stringifyString = stringifyString;
  }
});

// node_modules/yaml/dist/stringify/stringify.js
var require_stringify = __commonJS({
  "node_modules/yaml/dist/stringify/stringify.js"(exports2) {
    "use strict";
    var anchors = require_anchors();
    var identity = require_identity();
    var stringifyComment = require_stringifyComment();
    var stringifyString = require_stringifyString();
    function createStringifyContext(doc, options) {
      const opt = Object.assign({
        blockQuote: true,
        commentString: stringifyComment.stringifyComment,
        defaultKeyType: null,
        defaultStringType: "PLAIN",
        directives: null,
        doubleQuotedAsJSON: false,
        doubleQuotedMinMultiLineLength: 40,
        falseStr: "false",
        flowCollectionPadding: true,
        indentSeq: true,
        lineWidth: 80,
        minContentWidth: 20,
        nullStr: "null",
        simpleKeys: false,
        singleQuote: null,
        trailingComma: false,
        trueStr: "true",
        verifyAliasOrder: true
      }, doc.schema.toStringOptions, options);
      let inFlow;
      switch (opt.collectionStyle) {
        case "block":
          inFlow = false;
          break;
        case "flow":
          inFlow = true;
          break;
        default:
          inFlow = null;
      }
      return {
        anchors: /* @__PURE__ */ new Set(),
        doc,
        flowCollectionPadding: opt.flowCollectionPadding ? " " : "",
        indent: "",
        indentStep: typeof opt.indent === "number" ? " ".repeat(opt.indent) : "  ",
        inFlow,
        options: opt
      };
    }
    function getTagObject(tags, item) {
      if (item.tag) {
        const match = tags.filter((t) => t.tag === item.tag);
        if (match.length > 0)
          return match.find((t) => t.format === item.format) ?? match[0];
      }
      let tagObj = void 0;
      let obj;
      if (identity.isScalar(item)) {
        obj = item.value;
        let match = tags.filter((t) => t.identify?.(obj));
        if (match.length > 1) {
          const testMatch = match.filter((t) => t.test);
          if (testMatch.length > 0)
            match = testMatch;
        }
        tagObj = match.find((t) => t.format === item.format) ?? match.find((t) => !t.format);
      } else {
        obj = item;
        tagObj = tags.find((t) => t.nodeClass && obj instanceof t.nodeClass);
      }
      if (!tagObj) {
        const name2 = obj?.constructor?.name ?? (obj === null ? "null" : typeof obj);
        throw new Error(`Tag not resolved for ${name2} value`);
      }
      return tagObj;
    }
    function stringifyProps(node2, tagObj, { anchors: anchors$1, doc }) {
      if (!doc.directives)
        return "";
      const props = [];
      const anchor = (identity.isScalar(node2) || identity.isCollection(node2)) && node2.anchor;
      if (anchor && anchors.anchorIsValid(anchor)) {
        anchors$1.add(anchor);
        props.push(`&${anchor}`);
      }
      const tag = node2.tag ?? (tagObj.default ? null : tagObj.tag);
      if (tag)
        props.push(doc.directives.tagString(tag));
      return props.join(" ");
    }
    function stringify2(item, ctx, onComment, onChompKeep) {
      if (identity.isPair(item))
        return item.toString(ctx, onComment, onChompKeep);
      if (identity.isAlias(item)) {
        if (ctx.doc.directives)
          return item.toString(ctx);
        if (ctx.resolvedAliases?.has(item)) {
          throw new TypeError(`Cannot stringify circular structure without alias nodes`);
        } else {
          if (ctx.resolvedAliases)
            ctx.resolvedAliases.add(item);
          else
            ctx.resolvedAliases = /* @__PURE__ */ new Set([item]);
          item = item.resolve(ctx.doc);
        }
      }
      let tagObj = void 0;
      const node2 = identity.isNode(item) ? item : ctx.doc.createNode(item, { onTagObj: (o) => tagObj = o });
      tagObj ?? (tagObj = getTagObject(ctx.doc.schema.tags, node2));
      const props = stringifyProps(node2, tagObj, ctx);
      if (props.length > 0)
        ctx.indentAtStart = (ctx.indentAtStart ?? 0) + props.length + 1;
      const str = typeof tagObj.stringify === "function" ? tagObj.stringify(node2, ctx, onComment, onChompKeep) : identity.isScalar(node2) ? stringifyString.stringifyString(node2, ctx, onComment, onChompKeep) : node2.toString(ctx, onComment, onChompKeep);
      if (!props)
        return str;
      return identity.isScalar(node2) || str[0] === "{" || str[0] === "[" ? `${props} ${str}` : `${props}
${ctx.indent}${str}`;
    }
    exports2.createStringifyContext = createStringifyContext;
    exports2.stringify = stringify2;
  }
});

// node_modules/yaml/dist/stringify/stringifyPair.js
var require_stringifyPair = __commonJS({
  "node_modules/yaml/dist/stringify/stringifyPair.js"(exports2) {
    "use strict";
    var identity = require_identity();
    var Scalar = require_Scalar();
    var stringify2 = require_stringify();
    var stringifyComment = require_stringifyComment();
    function stringifyPair({ key, value }, ctx, onComment, onChompKeep) {
      const { allNullValues, doc, indent, indentStep, options: { commentString, indentSeq, simpleKeys } } = ctx;
      let keyComment = identity.isNode(key) && key.comment || null;
      if (simpleKeys) {
        if (keyComment) {
          throw new Error("With simple keys, key nodes cannot have comments");
        }
        if (identity.isCollection(key) || !identity.isNode(key) && typeof key === "object") {
          const msg = "With simple keys, collection cannot be used as a key value";
          throw new Error(msg);
        }
      }
      let explicitKey = !simpleKeys && (!key || keyComment && value == null && !ctx.inFlow || identity.isCollection(key) || (identity.isScalar(key) ? key.type === Scalar.Scalar.BLOCK_FOLDED || key.type === Scalar.Scalar.BLOCK_LITERAL : typeof key === "object"));
      ctx = Object.assign({}, ctx, {
        allNullValues: false,
        implicitKey: !explicitKey && (simpleKeys || !allNullValues),
        indent: indent + indentStep
      });
      let keyCommentDone = false;
      let chompKeep = false;
      let str = stringify2.stringify(key, ctx, () => keyCommentDone = true, () => chompKeep = true);
      if (!explicitKey && !ctx.inFlow && str.length > 1024) {
        if (simpleKeys)
          throw new Error("With simple keys, single line scalar must not span more than 1024 characters");
        explicitKey = true;
      }
      if (ctx.inFlow) {
        if (allNullValues || value == null) {
          if (keyCommentDone && onComment)
            onComment();
          return str === "" ? "?" : explicitKey ? `? ${str}` : str;
        }
      } else if (allNullValues && !simpleKeys || value == null && explicitKey) {
        str = `? ${str}`;
        if (keyComment && !keyCommentDone) {
          str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
        } else if (chompKeep && onChompKeep)
          onChompKeep();
        return str;
      }
      if (keyCommentDone)
        keyComment = null;
      if (explicitKey) {
        if (keyComment)
          str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
        str = `? ${str}
${indent}:`;
      } else {
        str = `${str}:`;
        if (keyComment)
          str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
      }
      let vsb, vcb, valueComment;
      if (identity.isNode(value)) {
        vsb = !!value.spaceBefore;
        vcb = value.commentBefore;
        valueComment = value.comment;
      } else {
        vsb = false;
        vcb = null;
        valueComment = null;
        if (value && typeof value === "object")
          value = doc.createNode(value);
      }
      ctx.implicitKey = false;
      if (!explicitKey && !keyComment && identity.isScalar(value))
        ctx.indentAtStart = str.length + 1;
      chompKeep = false;
      if (!indentSeq && indentStep.length >= 2 && !ctx.inFlow && !explicitKey && identity.isSeq(value) && !value.flow && !value.tag && !value.anchor) {
        ctx.indent = ctx.indent.substring(2);
      }
      let valueCommentDone = false;
      const valueStr = stringify2.stringify(value, ctx, () => valueCommentDone = true, () => chompKeep = true);
      let ws = " ";
      if (keyComment || vsb || vcb) {
        ws = vsb ? "\n" : "";
        if (vcb) {
          const cs = commentString(vcb);
          ws += `
${stringifyComment.indentComment(cs, ctx.indent)}`;
        }
        if (valueStr === "" && !ctx.inFlow) {
          if (ws === "\n" && valueComment)
            ws = "\n\n";
        } else {
          ws += `
${ctx.indent}`;
        }
      } else if (!explicitKey && identity.isCollection(value)) {
        const vs0 = valueStr[0];
        const nl0 = valueStr.indexOf("\n");
        const hasNewline = nl0 !== -1;
        const flow = ctx.inFlow ?? value.flow ?? value.items.length === 0;
        if (hasNewline || !flow) {
          let hasPropsLine = false;
          if (hasNewline && (vs0 === "&" || vs0 === "!")) {
            let sp0 = valueStr.indexOf(" ");
            if (vs0 === "&" && sp0 !== -1 && sp0 < nl0 && valueStr[sp0 + 1] === "!") {
              sp0 = valueStr.indexOf(" ", sp0 + 1);
            }
            if (sp0 === -1 || nl0 < sp0)
              hasPropsLine = true;
          }
          if (!hasPropsLine)
            ws = `
${ctx.indent}`;
        }
      } else if (valueStr === "" || valueStr[0] === "\n") {
        ws = "";
      }
      str += ws + valueStr;
      if (ctx.inFlow) {
        if (valueCommentDone && onComment)
          onComment();
      } else if (valueComment && !valueCommentDone) {
        str += stringifyComment.lineComment(str, ctx.indent, commentString(valueComment));
      } else if (chompKeep && onChompKeep) {
        onChompKeep();
      }
      return str;
    }
    exports2.stringifyPair = stringifyPair;
  }
});

// node_modules/yaml/dist/log.js
var require_log = __commonJS({
  "node_modules/yaml/dist/log.js"(exports2) {
    "use strict";
    var node_process = require("process");
    function debug(logLevel, ...messages) {
      if (logLevel === "debug")
        console.log(...messages);
    }
    function warn(logLevel, warning) {
      if (logLevel === "debug" || logLevel === "warn") {
        if (typeof node_process.emitWarning === "function")
          node_process.emitWarning(warning);
        else
          console.warn(warning);
      }
    }
    exports2.debug = debug;
    exports2.warn = warn;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/merge.js
var require_merge = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/merge.js"(exports2) {
    "use strict";
    var identity = require_identity();
    var Scalar = require_Scalar();
    var MERGE_KEY = "<<";
    var merge = {
      identify: (value) => value === MERGE_KEY || typeof value === "symbol" && value.description === MERGE_KEY,
      default: "key",
      tag: "tag:yaml.org,2002:merge",
      test: /^<<$/,
      resolve: () => Object.assign(new Scalar.Scalar(Symbol(MERGE_KEY)), {
        addToJSMap: addMergeToJSMap
      }),
      stringify: () => MERGE_KEY
    };
    var isMergeKey = (ctx, key) => (merge.identify(key) || identity.isScalar(key) && (!key.type || key.type === Scalar.Scalar.PLAIN) && merge.identify(key.value)) && ctx?.doc.schema.tags.some((tag) => tag.tag === merge.tag && tag.default);
    function addMergeToJSMap(ctx, map, value) {
      const source = resolveAliasValue(ctx, value);
      if (identity.isSeq(source))
        for (const it of source.items)
          mergeValue(ctx, map, it);
      else if (Array.isArray(source))
        for (const it of source)
          mergeValue(ctx, map, it);
      else
        mergeValue(ctx, map, source);
    }
    function mergeValue(ctx, map, value) {
      const source = resolveAliasValue(ctx, value);
      if (!identity.isMap(source))
        throw new Error("Merge sources must be maps or map aliases");
      const srcMap = source.toJSON(null, ctx, Map);
      for (const [key, value2] of srcMap) {
        if (map instanceof Map) {
          if (!map.has(key))
            map.set(key, value2);
        } else if (map instanceof Set) {
          map.add(key);
        } else if (!Object.prototype.hasOwnProperty.call(map, key)) {
          Object.defineProperty(map, key, {
            value: value2,
            writable: true,
            enumerable: true,
            configurable: true
          });
        }
      }
      return map;
    }
    function resolveAliasValue(ctx, value) {
      return ctx && identity.isAlias(value) ? value.resolve(ctx.doc, ctx) : value;
    }
    exports2.addMergeToJSMap = addMergeToJSMap;
    exports2.isMergeKey = isMergeKey;
    exports2.merge = merge;
  }
});

// node_modules/yaml/dist/nodes/addPairToJSMap.js
var require_addPairToJSMap = __commonJS({
  "node_modules/yaml/dist/nodes/addPairToJSMap.js"(exports2) {
    "use strict";
    var log = require_log();
    var merge = require_merge();
    var stringify2 = require_stringify();
    var identity = require_identity();
    var toJS = require_toJS();
    function addPairToJSMap(ctx, map, { key, value }) {
      if (identity.isNode(key) && key.addToJSMap)
        key.addToJSMap(ctx, map, value);
      else if (merge.isMergeKey(ctx, key))
        merge.addMergeToJSMap(ctx, map, value);
      else {
        const jsKey = toJS.toJS(key, "", ctx);
        if (map instanceof Map) {
          map.set(jsKey, toJS.toJS(value, jsKey, ctx));
        } else if (map instanceof Set) {
          map.add(jsKey);
        } else {
          const stringKey = stringifyKey(key, jsKey, ctx);
          const jsValue = toJS.toJS(value, stringKey, ctx);
          if (stringKey in map)
            Object.defineProperty(map, stringKey, {
              value: jsValue,
              writable: true,
              enumerable: true,
              configurable: true
            });
          else
            map[stringKey] = jsValue;
        }
      }
      return map;
    }
    function stringifyKey(key, jsKey, ctx) {
      if (jsKey === null)
        return "";
      if (typeof jsKey !== "object")
        return String(jsKey);
      if (identity.isNode(key) && ctx?.doc) {
        const strCtx = stringify2.createStringifyContext(ctx.doc, {});
        strCtx.anchors = /* @__PURE__ */ new Set();
        for (const node2 of ctx.anchors.keys())
          strCtx.anchors.add(node2.anchor);
        strCtx.inFlow = true;
        strCtx.inStringifyKey = true;
        const strKey = key.toString(strCtx);
        if (!ctx.mapKeyWarned) {
          let jsonStr = JSON.stringify(strKey);
          if (jsonStr.length > 40)
            jsonStr = jsonStr.substring(0, 36) + '..."';
          log.warn(ctx.doc.options.logLevel, `Keys with collection values will be stringified due to JS Object restrictions: ${jsonStr}. Set mapAsMap: true to use object keys.`);
          ctx.mapKeyWarned = true;
        }
        return strKey;
      }
      return JSON.stringify(jsKey);
    }
    exports2.addPairToJSMap = addPairToJSMap;
  }
});

// node_modules/yaml/dist/nodes/Pair.js
var require_Pair = __commonJS({
  "node_modules/yaml/dist/nodes/Pair.js"(exports2) {
    "use strict";
    var createNode = require_createNode();
    var stringifyPair = require_stringifyPair();
    var addPairToJSMap = require_addPairToJSMap();
    var identity = require_identity();
    function createPair(key, value, ctx) {
      const k = createNode.createNode(key, void 0, ctx);
      const v = createNode.createNode(value, void 0, ctx);
      return new Pair(k, v);
    }
    var Pair = class _Pair {
      constructor(key, value = null) {
        Object.defineProperty(this, identity.NODE_TYPE, { value: identity.PAIR });
        this.key = key;
        this.value = value;
      }
      clone(schema) {
        let { key, value } = this;
        if (identity.isNode(key))
          key = key.clone(schema);
        if (identity.isNode(value))
          value = value.clone(schema);
        return new _Pair(key, value);
      }
      toJSON(_, ctx) {
        const pair = ctx?.mapAsMap ? /* @__PURE__ */ new Map() : {};
        return addPairToJSMap.addPairToJSMap(ctx, pair, this);
      }
      toString(ctx, onComment, onChompKeep) {
        return ctx?.doc ? stringifyPair.stringifyPair(this, ctx, onComment, onChompKeep) : JSON.stringify(this);
      }
    };
    exports2.Pair = Pair;
    exports2.createPair = createPair;
  }
});

// node_modules/yaml/dist/stringify/stringifyCollection.js
var require_stringifyCollection = __commonJS({
  "node_modules/yaml/dist/stringify/stringifyCollection.js"(exports2) {
    "use strict";
    var identity = require_identity();
    var stringify2 = require_stringify();
    var stringifyComment = require_stringifyComment();
    function stringifyCollection(collection, ctx, options) {
      const flow = ctx.inFlow ?? collection.flow;
      const stringify3 = flow ? stringifyFlowCollection : stringifyBlockCollection;
      return stringify3(collection, ctx, options);
    }
    function stringifyBlockCollection({ comment, items }, ctx, { blockItemPrefix, flowChars, itemIndent, onChompKeep, onComment }) {
      const { indent, options: { commentString } } = ctx;
      const itemCtx = Object.assign({}, ctx, { indent: itemIndent, type: null });
      let chompKeep = false;
      const lines = [];
      for (let i = 0; i < items.length; ++i) {
        const item = items[i];
        let comment2 = null;
        if (identity.isNode(item)) {
          if (!chompKeep && item.spaceBefore)
            lines.push("");
          addCommentBefore(ctx, lines, item.commentBefore, chompKeep);
          if (item.comment)
            comment2 = item.comment;
        } else if (identity.isPair(item)) {
          const ik = identity.isNode(item.key) ? item.key : null;
          if (ik) {
            if (!chompKeep && ik.spaceBefore)
              lines.push("");
            addCommentBefore(ctx, lines, ik.commentBefore, chompKeep);
          }
        }
        chompKeep = false;
        let str2 = stringify2.stringify(item, itemCtx, () => comment2 = null, () => chompKeep = true);
        if (comment2)
          str2 += stringifyComment.lineComment(str2, itemIndent, commentString(comment2));
        if (chompKeep && comment2)
          chompKeep = false;
        lines.push(blockItemPrefix + str2);
      }
      let str;
      if (lines.length === 0) {
        str = flowChars.start + flowChars.end;
      } else {
        str = lines[0];
        for (let i = 1; i < lines.length; ++i) {
          const line = lines[i];
          str += line ? `
${indent}${line}` : "\n";
        }
      }
      if (comment) {
        str += "\n" + stringifyComment.indentComment(commentString(comment), indent);
        if (onComment)
          onComment();
      } else if (chompKeep && onChompKeep)
        onChompKeep();
      return str;
    }
    function stringifyFlowCollection({ items }, ctx, { flowChars, itemIndent }) {
      const { indent, indentStep, flowCollectionPadding: fcPadding, options: { commentString } } = ctx;
      itemIndent += indentStep;
      const itemCtx = Object.assign({}, ctx, {
        indent: itemIndent,
        inFlow: true,
        type: null
      });
      let reqNewline = false;
      let linesAtValue = 0;
      const lines = [];
      for (let i = 0; i < items.length; ++i) {
        const item = items[i];
        let comment = null;
        if (identity.isNode(item)) {
          if (item.spaceBefore)
            lines.push("");
          addCommentBefore(ctx, lines, item.commentBefore, false);
          if (item.comment)
            comment = item.comment;
        } else if (identity.isPair(item)) {
          const ik = identity.isNode(item.key) ? item.key : null;
          if (ik) {
            if (ik.spaceBefore)
              lines.push("");
            addCommentBefore(ctx, lines, ik.commentBefore, false);
            if (ik.comment)
              reqNewline = true;
          }
          const iv = identity.isNode(item.value) ? item.value : null;
          if (iv) {
            if (iv.comment)
              comment = iv.comment;
            if (iv.commentBefore)
              reqNewline = true;
          } else if (item.value == null && ik?.comment) {
            comment = ik.comment;
          }
        }
        if (comment)
          reqNewline = true;
        let str = stringify2.stringify(item, itemCtx, () => comment = null);
        reqNewline || (reqNewline = lines.length > linesAtValue || str.includes("\n"));
        if (i < items.length - 1) {
          str += ",";
        } else if (ctx.options.trailingComma) {
          if (ctx.options.lineWidth > 0) {
            reqNewline || (reqNewline = lines.reduce((sum, line) => sum + line.length + 2, 2) + (str.length + 2) > ctx.options.lineWidth);
          }
          if (reqNewline) {
            str += ",";
          }
        }
        if (comment)
          str += stringifyComment.lineComment(str, itemIndent, commentString(comment));
        lines.push(str);
        linesAtValue = lines.length;
      }
      const { start, end } = flowChars;
      if (lines.length === 0) {
        return start + end;
      } else {
        if (!reqNewline) {
          const len = lines.reduce((sum, line) => sum + line.length + 2, 2);
          reqNewline = ctx.options.lineWidth > 0 && len > ctx.options.lineWidth;
        }
        if (reqNewline) {
          let str = start;
          for (const line of lines)
            str += line ? `
${indentStep}${indent}${line}` : "\n";
          return `${str}
${indent}${end}`;
        } else {
          return `${start}${fcPadding}${lines.join(" ")}${fcPadding}${end}`;
        }
      }
    }
    function addCommentBefore({ indent, options: { commentString } }, lines, comment, chompKeep) {
      if (comment && chompKeep)
        comment = comment.replace(/^\n+/, "");
      if (comment) {
        const ic = stringifyComment.indentComment(commentString(comment), indent);
        lines.push(ic.trimStart());
      }
    }
    exports2.stringifyCollection = stringifyCollection;
  }
});

// node_modules/yaml/dist/nodes/YAMLMap.js
var require_YAMLMap = __commonJS({
  "node_modules/yaml/dist/nodes/YAMLMap.js"(exports2) {
    "use strict";
    var stringifyCollection = require_stringifyCollection();
    var addPairToJSMap = require_addPairToJSMap();
    var Collection = require_Collection();
    var identity = require_identity();
    var Pair = require_Pair();
    var Scalar = require_Scalar();
    function findPair(items, key) {
      const k = identity.isScalar(key) ? key.value : key;
      for (const it of items) {
        if (identity.isPair(it)) {
          if (it.key === key || it.key === k)
            return it;
          if (identity.isScalar(it.key) && it.key.value === k)
            return it;
        }
      }
      return void 0;
    }
    var YAMLMap = class extends Collection.Collection {
      static get tagName() {
        return "tag:yaml.org,2002:map";
      }
      constructor(schema) {
        super(identity.MAP, schema);
        this.items = [];
      }
      /**
       * A generic collection parsing method that can be extended
       * to other node classes that inherit from YAMLMap
       */
      static from(schema, obj, ctx) {
        const { keepUndefined, replacer } = ctx;
        const map = new this(schema);
        const add = (key, value) => {
          if (typeof replacer === "function")
            value = replacer.call(obj, key, value);
          else if (Array.isArray(replacer) && !replacer.includes(key))
            return;
          if (value !== void 0 || keepUndefined)
            map.items.push(Pair.createPair(key, value, ctx));
        };
        if (obj instanceof Map) {
          for (const [key, value] of obj)
            add(key, value);
        } else if (obj && typeof obj === "object") {
          for (const key of Object.keys(obj))
            add(key, obj[key]);
        }
        if (typeof schema.sortMapEntries === "function") {
          map.items.sort(schema.sortMapEntries);
        }
        return map;
      }
      /**
       * Adds a value to the collection.
       *
       * @param overwrite - If not set `true`, using a key that is already in the
       *   collection will throw. Otherwise, overwrites the previous value.
       */
      add(pair, overwrite) {
        let _pair;
        if (identity.isPair(pair))
          _pair = pair;
        else if (!pair || typeof pair !== "object" || !("key" in pair)) {
          _pair = new Pair.Pair(pair, pair?.value);
        } else
          _pair = new Pair.Pair(pair.key, pair.value);
        const prev = findPair(this.items, _pair.key);
        const sortEntries = this.schema?.sortMapEntries;
        if (prev) {
          if (!overwrite)
            throw new Error(`Key ${_pair.key} already set`);
          if (identity.isScalar(prev.value) && Scalar.isScalarValue(_pair.value))
            prev.value.value = _pair.value;
          else
            prev.value = _pair.value;
        } else if (sortEntries) {
          const i = this.items.findIndex((item) => sortEntries(_pair, item) < 0);
          if (i === -1)
            this.items.push(_pair);
          else
            this.items.splice(i, 0, _pair);
        } else {
          this.items.push(_pair);
        }
      }
      delete(key) {
        const it = findPair(this.items, key);
        if (!it)
          return false;
        const del = this.items.splice(this.items.indexOf(it), 1);
        return del.length > 0;
      }
      get(key, keepScalar) {
        const it = findPair(this.items, key);
        const node2 = it?.value;
        return (!keepScalar && identity.isScalar(node2) ? node2.value : node2) ?? void 0;
      }
      has(key) {
        return !!findPair(this.items, key);
      }
      set(key, value) {
        this.add(new Pair.Pair(key, value), true);
      }
      /**
       * @param ctx - Conversion context, originally set in Document#toJS()
       * @param {Class} Type - If set, forces the returned collection type
       * @returns Instance of Type, Map, or Object
       */
      toJSON(_, ctx, Type) {
        const map = Type ? new Type() : ctx?.mapAsMap ? /* @__PURE__ */ new Map() : {};
        if (ctx?.onCreate)
          ctx.onCreate(map);
        for (const item of this.items)
          addPairToJSMap.addPairToJSMap(ctx, map, item);
        return map;
      }
      toString(ctx, onComment, onChompKeep) {
        if (!ctx)
          return JSON.stringify(this);
        for (const item of this.items) {
          if (!identity.isPair(item))
            throw new Error(`Map items must all be pairs; found ${JSON.stringify(item)} instead`);
        }
        if (!ctx.allNullValues && this.hasAllNullValues(false))
          ctx = Object.assign({}, ctx, { allNullValues: true });
        return stringifyCollection.stringifyCollection(this, ctx, {
          blockItemPrefix: "",
          flowChars: { start: "{", end: "}" },
          itemIndent: ctx.indent || "",
          onChompKeep,
          onComment
        });
      }
    };
    exports2.YAMLMap = YAMLMap;
    exports2.findPair = findPair;
  }
});

// node_modules/yaml/dist/schema/common/map.js
var require_map = __commonJS({
  "node_modules/yaml/dist/schema/common/map.js"(exports2) {
    "use strict";
    var identity = require_identity();
    var YAMLMap = require_YAMLMap();
    var map = {
      collection: "map",
      default: true,
      nodeClass: YAMLMap.YAMLMap,
      tag: "tag:yaml.org,2002:map",
      resolve(map2, onError) {
        if (!identity.isMap(map2))
          onError("Expected a mapping for this tag");
        return map2;
      },
      createNode: (schema, obj, ctx) => YAMLMap.YAMLMap.from(schema, obj, ctx)
    };
    exports2.map = map;
  }
});

// node_modules/yaml/dist/nodes/YAMLSeq.js
var require_YAMLSeq = __commonJS({
  "node_modules/yaml/dist/nodes/YAMLSeq.js"(exports2) {
    "use strict";
    var createNode = require_createNode();
    var stringifyCollection = require_stringifyCollection();
    var Collection = require_Collection();
    var identity = require_identity();
    var Scalar = require_Scalar();
    var toJS = require_toJS();
    var YAMLSeq = class extends Collection.Collection {
      static get tagName() {
        return "tag:yaml.org,2002:seq";
      }
      constructor(schema) {
        super(identity.SEQ, schema);
        this.items = [];
      }
      add(value) {
        this.items.push(value);
      }
      /**
       * Removes a value from the collection.
       *
       * `key` must contain a representation of an integer for this to succeed.
       * It may be wrapped in a `Scalar`.
       *
       * @returns `true` if the item was found and removed.
       */
      delete(key) {
        const idx = asItemIndex(key);
        if (typeof idx !== "number")
          return false;
        const del = this.items.splice(idx, 1);
        return del.length > 0;
      }
      get(key, keepScalar) {
        const idx = asItemIndex(key);
        if (typeof idx !== "number")
          return void 0;
        const it = this.items[idx];
        return !keepScalar && identity.isScalar(it) ? it.value : it;
      }
      /**
       * Checks if the collection includes a value with the key `key`.
       *
       * `key` must contain a representation of an integer for this to succeed.
       * It may be wrapped in a `Scalar`.
       */
      has(key) {
        const idx = asItemIndex(key);
        return typeof idx === "number" && idx < this.items.length;
      }
      /**
       * Sets a value in this collection. For `!!set`, `value` needs to be a
       * boolean to add/remove the item from the set.
       *
       * If `key` does not contain a representation of an integer, this will throw.
       * It may be wrapped in a `Scalar`.
       */
      set(key, value) {
        const idx = asItemIndex(key);
        if (typeof idx !== "number")
          throw new Error(`Expected a valid index, not ${key}.`);
        const prev = this.items[idx];
        if (identity.isScalar(prev) && Scalar.isScalarValue(value))
          prev.value = value;
        else
          this.items[idx] = value;
      }
      toJSON(_, ctx) {
        const seq = [];
        if (ctx?.onCreate)
          ctx.onCreate(seq);
        let i = 0;
        for (const item of this.items)
          seq.push(toJS.toJS(item, String(i++), ctx));
        return seq;
      }
      toString(ctx, onComment, onChompKeep) {
        if (!ctx)
          return JSON.stringify(this);
        return stringifyCollection.stringifyCollection(this, ctx, {
          blockItemPrefix: "- ",
          flowChars: { start: "[", end: "]" },
          itemIndent: (ctx.indent || "") + "  ",
          onChompKeep,
          onComment
        });
      }
      static from(schema, obj, ctx) {
        const { replacer } = ctx;
        const seq = new this(schema);
        if (obj && Symbol.iterator in Object(obj)) {
          let i = 0;
          for (let it of obj) {
            if (typeof replacer === "function") {
              const key = obj instanceof Set ? it : String(i++);
              it = replacer.call(obj, key, it);
            }
            seq.items.push(createNode.createNode(it, void 0, ctx));
          }
        }
        return seq;
      }
    };
    function asItemIndex(key) {
      let idx = identity.isScalar(key) ? key.value : key;
      if (idx && typeof idx === "string")
        idx = Number(idx);
      return typeof idx === "number" && Number.isInteger(idx) && idx >= 0 ? idx : null;
    }
    exports2.YAMLSeq = YAMLSeq;
  }
});

// node_modules/yaml/dist/schema/common/seq.js
var require_seq = __commonJS({
  "node_modules/yaml/dist/schema/common/seq.js"(exports2) {
    "use strict";
    var identity = require_identity();
    var YAMLSeq = require_YAMLSeq();
    var seq = {
      collection: "seq",
      default: true,
      nodeClass: YAMLSeq.YAMLSeq,
      tag: "tag:yaml.org,2002:seq",
      resolve(seq2, onError) {
        if (!identity.isSeq(seq2))
          onError("Expected a sequence for this tag");
        return seq2;
      },
      createNode: (schema, obj, ctx) => YAMLSeq.YAMLSeq.from(schema, obj, ctx)
    };
    exports2.seq = seq;
  }
});

// node_modules/yaml/dist/schema/common/string.js
var require_string = __commonJS({
  "node_modules/yaml/dist/schema/common/string.js"(exports2) {
    "use strict";
    var stringifyString = require_stringifyString();
    var string = {
      identify: (value) => typeof value === "string",
      default: true,
      tag: "tag:yaml.org,2002:str",
      resolve: (str) => str,
      stringify(item, ctx, onComment, onChompKeep) {
        ctx = Object.assign({ actualString: true }, ctx);
        return stringifyString.stringifyString(item, ctx, onComment, onChompKeep);
      }
    };
    exports2.string = string;
  }
});

// node_modules/yaml/dist/schema/common/null.js
var require_null = __commonJS({
  "node_modules/yaml/dist/schema/common/null.js"(exports2) {
    "use strict";
    var Scalar = require_Scalar();
    var nullTag = {
      identify: (value) => value == null,
      createNode: () => new Scalar.Scalar(null),
      default: true,
      tag: "tag:yaml.org,2002:null",
      test: /^(?:~|[Nn]ull|NULL)?$/,
      resolve: () => new Scalar.Scalar(null),
      stringify: ({ source }, ctx) => typeof source === "string" && nullTag.test.test(source) ? source : ctx.options.nullStr
    };
    exports2.nullTag = nullTag;
  }
});

// node_modules/yaml/dist/schema/core/bool.js
var require_bool = __commonJS({
  "node_modules/yaml/dist/schema/core/bool.js"(exports2) {
    "use strict";
    var Scalar = require_Scalar();
    var boolTag = {
      identify: (value) => typeof value === "boolean",
      default: true,
      tag: "tag:yaml.org,2002:bool",
      test: /^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/,
      resolve: (str) => new Scalar.Scalar(str[0] === "t" || str[0] === "T"),
      stringify({ source, value }, ctx) {
        if (source && boolTag.test.test(source)) {
          const sv = source[0] === "t" || source[0] === "T";
          if (value === sv)
            return source;
        }
        return value ? ctx.options.trueStr : ctx.options.falseStr;
      }
    };
    exports2.boolTag = boolTag;
  }
});

// node_modules/yaml/dist/stringify/stringifyNumber.js
var require_stringifyNumber = __commonJS({
  "node_modules/yaml/dist/stringify/stringifyNumber.js"(exports2) {
    "use strict";
    function stringifyNumber({ format, minFractionDigits, tag, value }) {
      if (typeof value === "bigint")
        return String(value);
      const num = typeof value === "number" ? value : Number(value);
      if (!isFinite(num))
        return isNaN(num) ? ".nan" : num < 0 ? "-.inf" : ".inf";
      let n = Object.is(value, -0) ? "-0" : JSON.stringify(value);
      if (!format && minFractionDigits && (!tag || tag === "tag:yaml.org,2002:float") && /^-?\d/.test(n) && !n.includes("e")) {
        let i = n.indexOf(".");
        if (i < 0) {
          i = n.length;
          n += ".";
        }
        let d = minFractionDigits - (n.length - i - 1);
        while (d-- > 0)
          n += "0";
      }
      return n;
    }
    exports2.stringifyNumber = stringifyNumber;
  }
});

// node_modules/yaml/dist/schema/core/float.js
var require_float = __commonJS({
  "node_modules/yaml/dist/schema/core/float.js"(exports2) {
    "use strict";
    var Scalar = require_Scalar();
    var stringifyNumber = require_stringifyNumber();
    var floatNaN = {
      identify: (value) => typeof value === "number",
      default: true,
      tag: "tag:yaml.org,2002:float",
      test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
      resolve: (str) => str.slice(-3).toLowerCase() === "nan" ? NaN : str[0] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY,
      stringify: stringifyNumber.stringifyNumber
    };
    var floatExp = {
      identify: (value) => typeof value === "number",
      default: true,
      tag: "tag:yaml.org,2002:float",
      format: "EXP",
      test: /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+$/,
      resolve: (str) => parseFloat(str),
      stringify(node2) {
        const num = Number(node2.value);
        return isFinite(num) ? num.toExponential() : stringifyNumber.stringifyNumber(node2);
      }
    };
    var float = {
      identify: (value) => typeof value === "number",
      default: true,
      tag: "tag:yaml.org,2002:float",
      test: /^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)$/,
      resolve(str) {
        const node2 = new Scalar.Scalar(parseFloat(str));
        const dot = str.indexOf(".");
        if (dot !== -1 && str[str.length - 1] === "0")
          node2.minFractionDigits = str.length - dot - 1;
        return node2;
      },
      stringify: stringifyNumber.stringifyNumber
    };
    exports2.float = float;
    exports2.floatExp = floatExp;
    exports2.floatNaN = floatNaN;
  }
});

// node_modules/yaml/dist/schema/core/int.js
var require_int = __commonJS({
  "node_modules/yaml/dist/schema/core/int.js"(exports2) {
    "use strict";
    var stringifyNumber = require_stringifyNumber();
    var intIdentify = (value) => typeof value === "bigint" || Number.isInteger(value);
    var intResolve = (str, offset, radix, { intAsBigInt }) => intAsBigInt ? BigInt(str) : parseInt(str.substring(offset), radix);
    function intStringify(node2, radix, prefix) {
      const { value } = node2;
      if (intIdentify(value) && value >= 0)
        return prefix + value.toString(radix);
      return stringifyNumber.stringifyNumber(node2);
    }
    var intOct = {
      identify: (value) => intIdentify(value) && value >= 0,
      default: true,
      tag: "tag:yaml.org,2002:int",
      format: "OCT",
      test: /^0o[0-7]+$/,
      resolve: (str, _onError, opt) => intResolve(str, 2, 8, opt),
      stringify: (node2) => intStringify(node2, 8, "0o")
    };
    var int = {
      identify: intIdentify,
      default: true,
      tag: "tag:yaml.org,2002:int",
      test: /^[-+]?[0-9]+$/,
      resolve: (str, _onError, opt) => intResolve(str, 0, 10, opt),
      stringify: stringifyNumber.stringifyNumber
    };
    var intHex = {
      identify: (value) => intIdentify(value) && value >= 0,
      default: true,
      tag: "tag:yaml.org,2002:int",
      format: "HEX",
      test: /^0x[0-9a-fA-F]+$/,
      resolve: (str, _onError, opt) => intResolve(str, 2, 16, opt),
      stringify: (node2) => intStringify(node2, 16, "0x")
    };
    exports2.int = int;
    exports2.intHex = intHex;
    exports2.intOct = intOct;
  }
});

// node_modules/yaml/dist/schema/core/schema.js
var require_schema = __commonJS({
  "node_modules/yaml/dist/schema/core/schema.js"(exports2) {
    "use strict";
    var map = require_map();
    var _null = require_null();
    var seq = require_seq();
    var string = require_string();
    var bool = require_bool();
    var float = require_float();
    var int = require_int();
    var schema = [
      map.map,
      seq.seq,
      string.string,
      _null.nullTag,
      bool.boolTag,
      int.intOct,
      int.int,
      int.intHex,
      float.floatNaN,
      float.floatExp,
      float.float
    ];
    exports2.schema = schema;
  }
});

// node_modules/yaml/dist/schema/json/schema.js
var require_schema2 = __commonJS({
  "node_modules/yaml/dist/schema/json/schema.js"(exports2) {
    "use strict";
    var Scalar = require_Scalar();
    var map = require_map();
    var seq = require_seq();
    function intIdentify(value) {
      return typeof value === "bigint" || Number.isInteger(value);
    }
    var stringifyJSON = ({ value }) => JSON.stringify(value);
    var jsonScalars = [
      {
        identify: (value) => typeof value === "string",
        default: true,
        tag: "tag:yaml.org,2002:str",
        resolve: (str) => str,
        stringify: stringifyJSON
      },
      {
        identify: (value) => value == null,
        createNode: () => new Scalar.Scalar(null),
        default: true,
        tag: "tag:yaml.org,2002:null",
        test: /^null$/,
        resolve: () => null,
        stringify: stringifyJSON
      },
      {
        identify: (value) => typeof value === "boolean",
        default: true,
        tag: "tag:yaml.org,2002:bool",
        test: /^true$|^false$/,
        resolve: (str) => str === "true",
        stringify: stringifyJSON
      },
      {
        identify: intIdentify,
        default: true,
        tag: "tag:yaml.org,2002:int",
        test: /^-?(?:0|[1-9][0-9]*)$/,
        resolve: (str, _onError, { intAsBigInt }) => intAsBigInt ? BigInt(str) : parseInt(str, 10),
        stringify: ({ value }) => intIdentify(value) ? value.toString() : JSON.stringify(value)
      },
      {
        identify: (value) => typeof value === "number",
        default: true,
        tag: "tag:yaml.org,2002:float",
        test: /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?$/,
        resolve: (str) => parseFloat(str),
        stringify: stringifyJSON
      }
    ];
    var jsonError = {
      default: true,
      tag: "",
      test: /^/,
      resolve(str, onError) {
        onError(`Unresolved plain scalar ${JSON.stringify(str)}`);
        return str;
      }
    };
    var schema = [map.map, seq.seq].concat(jsonScalars, jsonError);
    exports2.schema = schema;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/binary.js
var require_binary = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/binary.js"(exports2) {
    "use strict";
    var node_buffer = require("buffer");
    var Scalar = require_Scalar();
    var stringifyString = require_stringifyString();
    var binary = {
      identify: (value) => value instanceof Uint8Array,
      // Buffer inherits from Uint8Array
      default: false,
      tag: "tag:yaml.org,2002:binary",
      /**
       * Returns a Buffer in node and an Uint8Array in browsers
       *
       * To use the resulting buffer as an image, you'll want to do something like:
       *
       *   const blob = new Blob([buffer], { type: 'image/jpeg' })
       *   document.querySelector('#photo').src = URL.createObjectURL(blob)
       */
      resolve(src, onError) {
        if (typeof node_buffer.Buffer === "function") {
          return node_buffer.Buffer.from(src, "base64");
        } else if (typeof atob === "function") {
          const str = atob(src.replace(/[\n\r]/g, ""));
          const buffer = new Uint8Array(str.length);
          for (let i = 0; i < str.length; ++i)
            buffer[i] = str.charCodeAt(i);
          return buffer;
        } else {
          onError("This environment does not support reading binary tags; either Buffer or atob is required");
          return src;
        }
      },
      stringify({ comment, type, value }, ctx, onComment, onChompKeep) {
        if (!value)
          return "";
        const buf = value;
        let str;
        if (typeof node_buffer.Buffer === "function") {
          str = buf instanceof node_buffer.Buffer ? buf.toString("base64") : node_buffer.Buffer.from(buf.buffer).toString("base64");
        } else if (typeof btoa === "function") {
          let s = "";
          for (let i = 0; i < buf.length; ++i)
            s += String.fromCharCode(buf[i]);
          str = btoa(s);
        } else {
          throw new Error("This environment does not support writing binary tags; either Buffer or btoa is required");
        }
        type ?? (type = Scalar.Scalar.BLOCK_LITERAL);
        if (type !== Scalar.Scalar.QUOTE_DOUBLE) {
          const lineWidth = Math.max(ctx.options.lineWidth - ctx.indent.length, ctx.options.minContentWidth);
          const n = Math.ceil(str.length / lineWidth);
          const lines = new Array(n);
          for (let i = 0, o = 0; i < n; ++i, o += lineWidth) {
            lines[i] = str.substr(o, lineWidth);
          }
          str = lines.join(type === Scalar.Scalar.BLOCK_LITERAL ? "\n" : " ");
        }
        return stringifyString.stringifyString({ comment, type, value: str }, ctx, onComment, onChompKeep);
      }
    };
    exports2.binary = binary;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/pairs.js
var require_pairs = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/pairs.js"(exports2) {
    "use strict";
    var identity = require_identity();
    var Pair = require_Pair();
    var Scalar = require_Scalar();
    var YAMLSeq = require_YAMLSeq();
    function resolvePairs(seq, onError) {
      if (identity.isSeq(seq)) {
        for (let i = 0; i < seq.items.length; ++i) {
          let item = seq.items[i];
          if (identity.isPair(item))
            continue;
          else if (identity.isMap(item)) {
            if (item.items.length > 1)
              onError("Each pair must have its own sequence indicator");
            const pair = item.items[0] || new Pair.Pair(new Scalar.Scalar(null));
            if (item.commentBefore)
              pair.key.commentBefore = pair.key.commentBefore ? `${item.commentBefore}
${pair.key.commentBefore}` : item.commentBefore;
            if (item.comment) {
              const cn = pair.value ?? pair.key;
              cn.comment = cn.comment ? `${item.comment}
${cn.comment}` : item.comment;
            }
            item = pair;
          }
          seq.items[i] = identity.isPair(item) ? item : new Pair.Pair(item);
        }
      } else
        onError("Expected a sequence for this tag");
      return seq;
    }
    function createPairs(schema, iterable, ctx) {
      const { replacer } = ctx;
      const pairs2 = new YAMLSeq.YAMLSeq(schema);
      pairs2.tag = "tag:yaml.org,2002:pairs";
      let i = 0;
      if (iterable && Symbol.iterator in Object(iterable))
        for (let it of iterable) {
          if (typeof replacer === "function")
            it = replacer.call(iterable, String(i++), it);
          let key, value;
          if (Array.isArray(it)) {
            if (it.length === 2) {
              key = it[0];
              value = it[1];
            } else
              throw new TypeError(`Expected [key, value] tuple: ${it}`);
          } else if (it && it instanceof Object) {
            const keys = Object.keys(it);
            if (keys.length === 1) {
              key = keys[0];
              value = it[key];
            } else {
              throw new TypeError(`Expected tuple with one key, not ${keys.length} keys`);
            }
          } else {
            key = it;
          }
          pairs2.items.push(Pair.createPair(key, value, ctx));
        }
      return pairs2;
    }
    var pairs = {
      collection: "seq",
      default: false,
      tag: "tag:yaml.org,2002:pairs",
      resolve: resolvePairs,
      createNode: createPairs
    };
    exports2.createPairs = createPairs;
    exports2.pairs = pairs;
    exports2.resolvePairs = resolvePairs;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/omap.js
var require_omap = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/omap.js"(exports2) {
    "use strict";
    var identity = require_identity();
    var toJS = require_toJS();
    var YAMLMap = require_YAMLMap();
    var YAMLSeq = require_YAMLSeq();
    var pairs = require_pairs();
    var YAMLOMap = class _YAMLOMap extends YAMLSeq.YAMLSeq {
      constructor() {
        super();
        this.add = YAMLMap.YAMLMap.prototype.add.bind(this);
        this.delete = YAMLMap.YAMLMap.prototype.delete.bind(this);
        this.get = YAMLMap.YAMLMap.prototype.get.bind(this);
        this.has = YAMLMap.YAMLMap.prototype.has.bind(this);
        this.set = YAMLMap.YAMLMap.prototype.set.bind(this);
        this.tag = _YAMLOMap.tag;
      }
      /**
       * If `ctx` is given, the return type is actually `Map<unknown, unknown>`,
       * but TypeScript won't allow widening the signature of a child method.
       */
      toJSON(_, ctx) {
        if (!ctx)
          return super.toJSON(_);
        const map = /* @__PURE__ */ new Map();
        if (ctx?.onCreate)
          ctx.onCreate(map);
        for (const pair of this.items) {
          let key, value;
          if (identity.isPair(pair)) {
            key = toJS.toJS(pair.key, "", ctx);
            value = toJS.toJS(pair.value, key, ctx);
          } else {
            key = toJS.toJS(pair, "", ctx);
          }
          if (map.has(key))
            throw new Error("Ordered maps must not include duplicate keys");
          map.set(key, value);
        }
        return map;
      }
      static from(schema, iterable, ctx) {
        const pairs$1 = pairs.createPairs(schema, iterable, ctx);
        const omap2 = new this();
        omap2.items = pairs$1.items;
        return omap2;
      }
    };
    YAMLOMap.tag = "tag:yaml.org,2002:omap";
    var omap = {
      collection: "seq",
      identify: (value) => value instanceof Map,
      nodeClass: YAMLOMap,
      default: false,
      tag: "tag:yaml.org,2002:omap",
      resolve(seq, onError) {
        const pairs$1 = pairs.resolvePairs(seq, onError);
        const seenKeys = [];
        for (const { key } of pairs$1.items) {
          if (identity.isScalar(key)) {
            if (seenKeys.includes(key.value)) {
              onError(`Ordered maps must not include duplicate keys: ${key.value}`);
            } else {
              seenKeys.push(key.value);
            }
          }
        }
        return Object.assign(new YAMLOMap(), pairs$1);
      },
      createNode: (schema, iterable, ctx) => YAMLOMap.from(schema, iterable, ctx)
    };
    exports2.YAMLOMap = YAMLOMap;
    exports2.omap = omap;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/bool.js
var require_bool2 = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/bool.js"(exports2) {
    "use strict";
    var Scalar = require_Scalar();
    function boolStringify({ value, source }, ctx) {
      const boolObj = value ? trueTag : falseTag;
      if (source && boolObj.test.test(source))
        return source;
      return value ? ctx.options.trueStr : ctx.options.falseStr;
    }
    var trueTag = {
      identify: (value) => value === true,
      default: true,
      tag: "tag:yaml.org,2002:bool",
      test: /^(?:Y|y|[Yy]es|YES|[Tt]rue|TRUE|[Oo]n|ON)$/,
      resolve: () => new Scalar.Scalar(true),
      stringify: boolStringify
    };
    var falseTag = {
      identify: (value) => value === false,
      default: true,
      tag: "tag:yaml.org,2002:bool",
      test: /^(?:N|n|[Nn]o|NO|[Ff]alse|FALSE|[Oo]ff|OFF)$/,
      resolve: () => new Scalar.Scalar(false),
      stringify: boolStringify
    };
    exports2.falseTag = falseTag;
    exports2.trueTag = trueTag;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/float.js
var require_float2 = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/float.js"(exports2) {
    "use strict";
    var Scalar = require_Scalar();
    var stringifyNumber = require_stringifyNumber();
    var floatNaN = {
      identify: (value) => typeof value === "number",
      default: true,
      tag: "tag:yaml.org,2002:float",
      test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
      resolve: (str) => str.slice(-3).toLowerCase() === "nan" ? NaN : str[0] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY,
      stringify: stringifyNumber.stringifyNumber
    };
    var floatExp = {
      identify: (value) => typeof value === "number",
      default: true,
      tag: "tag:yaml.org,2002:float",
      format: "EXP",
      test: /^[-+]?(?:[0-9][0-9_]*)?(?:\.[0-9_]*)?[eE][-+]?[0-9]+$/,
      resolve: (str) => parseFloat(str.replace(/_/g, "")),
      stringify(node2) {
        const num = Number(node2.value);
        return isFinite(num) ? num.toExponential() : stringifyNumber.stringifyNumber(node2);
      }
    };
    var float = {
      identify: (value) => typeof value === "number",
      default: true,
      tag: "tag:yaml.org,2002:float",
      test: /^[-+]?(?:[0-9][0-9_]*)?\.[0-9_]*$/,
      resolve(str) {
        const node2 = new Scalar.Scalar(parseFloat(str.replace(/_/g, "")));
        const dot = str.indexOf(".");
        if (dot !== -1) {
          const f = str.substring(dot + 1).replace(/_/g, "");
          if (f[f.length - 1] === "0")
            node2.minFractionDigits = f.length;
        }
        return node2;
      },
      stringify: stringifyNumber.stringifyNumber
    };
    exports2.float = float;
    exports2.floatExp = floatExp;
    exports2.floatNaN = floatNaN;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/int.js
var require_int2 = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/int.js"(exports2) {
    "use strict";
    var stringifyNumber = require_stringifyNumber();
    var intIdentify = (value) => typeof value === "bigint" || Number.isInteger(value);
    function intResolve(str, offset, radix, { intAsBigInt }) {
      const sign = str[0];
      if (sign === "-" || sign === "+")
        offset += 1;
      str = str.substring(offset).replace(/_/g, "");
      if (intAsBigInt) {
        switch (radix) {
          case 2:
            str = `0b${str}`;
            break;
          case 8:
            str = `0o${str}`;
            break;
          case 16:
            str = `0x${str}`;
            break;
        }
        const n2 = BigInt(str);
        return sign === "-" ? BigInt(-1) * n2 : n2;
      }
      const n = parseInt(str, radix);
      return sign === "-" ? -1 * n : n;
    }
    function intStringify(node2, radix, prefix) {
      const { value } = node2;
      if (intIdentify(value)) {
        const str = value.toString(radix);
        return value < 0 ? "-" + prefix + str.substr(1) : prefix + str;
      }
      return stringifyNumber.stringifyNumber(node2);
    }
    var intBin = {
      identify: intIdentify,
      default: true,
      tag: "tag:yaml.org,2002:int",
      format: "BIN",
      test: /^[-+]?0b[0-1_]+$/,
      resolve: (str, _onError, opt) => intResolve(str, 2, 2, opt),
      stringify: (node2) => intStringify(node2, 2, "0b")
    };
    var intOct = {
      identify: intIdentify,
      default: true,
      tag: "tag:yaml.org,2002:int",
      format: "OCT",
      test: /^[-+]?0[0-7_]+$/,
      resolve: (str, _onError, opt) => intResolve(str, 1, 8, opt),
      stringify: (node2) => intStringify(node2, 8, "0")
    };
    var int = {
      identify: intIdentify,
      default: true,
      tag: "tag:yaml.org,2002:int",
      test: /^[-+]?[0-9][0-9_]*$/,
      resolve: (str, _onError, opt) => intResolve(str, 0, 10, opt),
      stringify: stringifyNumber.stringifyNumber
    };
    var intHex = {
      identify: intIdentify,
      default: true,
      tag: "tag:yaml.org,2002:int",
      format: "HEX",
      test: /^[-+]?0x[0-9a-fA-F_]+$/,
      resolve: (str, _onError, opt) => intResolve(str, 2, 16, opt),
      stringify: (node2) => intStringify(node2, 16, "0x")
    };
    exports2.int = int;
    exports2.intBin = intBin;
    exports2.intHex = intHex;
    exports2.intOct = intOct;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/set.js
var require_set = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/set.js"(exports2) {
    "use strict";
    var identity = require_identity();
    var Pair = require_Pair();
    var YAMLMap = require_YAMLMap();
    var YAMLSet = class _YAMLSet extends YAMLMap.YAMLMap {
      constructor(schema) {
        super(schema);
        this.tag = _YAMLSet.tag;
      }
      add(key) {
        let pair;
        if (identity.isPair(key))
          pair = key;
        else if (key && typeof key === "object" && "key" in key && "value" in key && key.value === null)
          pair = new Pair.Pair(key.key, null);
        else
          pair = new Pair.Pair(key, null);
        const prev = YAMLMap.findPair(this.items, pair.key);
        if (!prev)
          this.items.push(pair);
      }
      /**
       * If `keepPair` is `true`, returns the Pair matching `key`.
       * Otherwise, returns the value of that Pair's key.
       */
      get(key, keepPair) {
        const pair = YAMLMap.findPair(this.items, key);
        return !keepPair && identity.isPair(pair) ? identity.isScalar(pair.key) ? pair.key.value : pair.key : pair;
      }
      set(key, value) {
        if (typeof value !== "boolean")
          throw new Error(`Expected boolean value for set(key, value) in a YAML set, not ${typeof value}`);
        const prev = YAMLMap.findPair(this.items, key);
        if (prev && !value) {
          this.items.splice(this.items.indexOf(prev), 1);
        } else if (!prev && value) {
          this.items.push(new Pair.Pair(key));
        }
      }
      toJSON(_, ctx) {
        return super.toJSON(_, ctx, Set);
      }
      toString(ctx, onComment, onChompKeep) {
        if (!ctx)
          return JSON.stringify(this);
        if (this.hasAllNullValues(true))
          return super.toString(Object.assign({}, ctx, { allNullValues: true }), onComment, onChompKeep);
        else
          throw new Error("Set items must all have null values");
      }
      static from(schema, iterable, ctx) {
        const { replacer } = ctx;
        const set2 = new this(schema);
        if (iterable && Symbol.iterator in Object(iterable))
          for (let value of iterable) {
            if (typeof replacer === "function")
              value = replacer.call(iterable, value, value);
            set2.items.push(Pair.createPair(value, null, ctx));
          }
        return set2;
      }
    };
    YAMLSet.tag = "tag:yaml.org,2002:set";
    var set = {
      collection: "map",
      identify: (value) => value instanceof Set,
      nodeClass: YAMLSet,
      default: false,
      tag: "tag:yaml.org,2002:set",
      createNode: (schema, iterable, ctx) => YAMLSet.from(schema, iterable, ctx),
      resolve(map, onError) {
        if (identity.isMap(map)) {
          if (map.hasAllNullValues(true))
            return Object.assign(new YAMLSet(), map);
          else
            onError("Set items must all have null values");
        } else
          onError("Expected a mapping for this tag");
        return map;
      }
    };
    exports2.YAMLSet = YAMLSet;
    exports2.set = set;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/timestamp.js
var require_timestamp = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/timestamp.js"(exports2) {
    "use strict";
    var stringifyNumber = require_stringifyNumber();
    function parseSexagesimal(str, asBigInt) {
      const sign = str[0];
      const parts = sign === "-" || sign === "+" ? str.substring(1) : str;
      const num = (n) => asBigInt ? BigInt(n) : Number(n);
      const res = parts.replace(/_/g, "").split(":").reduce((res2, p) => res2 * num(60) + num(p), num(0));
      return sign === "-" ? num(-1) * res : res;
    }
    function stringifySexagesimal(node2) {
      let { value } = node2;
      let num = (n) => n;
      if (typeof value === "bigint")
        num = (n) => BigInt(n);
      else if (isNaN(value) || !isFinite(value))
        return stringifyNumber.stringifyNumber(node2);
      let sign = "";
      if (value < 0) {
        sign = "-";
        value *= num(-1);
      }
      const _60 = num(60);
      const parts = [value % _60];
      if (value < 60) {
        parts.unshift(0);
      } else {
        value = (value - parts[0]) / _60;
        parts.unshift(value % _60);
        if (value >= 60) {
          value = (value - parts[0]) / _60;
          parts.unshift(value);
        }
      }
      return sign + parts.map((n) => String(n).padStart(2, "0")).join(":").replace(/000000\d*$/, "");
    }
    var intTime = {
      identify: (value) => typeof value === "bigint" || Number.isInteger(value),
      default: true,
      tag: "tag:yaml.org,2002:int",
      format: "TIME",
      test: /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+$/,
      resolve: (str, _onError, { intAsBigInt }) => parseSexagesimal(str, intAsBigInt),
      stringify: stringifySexagesimal
    };
    var floatTime = {
      identify: (value) => typeof value === "number",
      default: true,
      tag: "tag:yaml.org,2002:float",
      format: "TIME",
      test: /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*$/,
      resolve: (str) => parseSexagesimal(str, false),
      stringify: stringifySexagesimal
    };
    var timestamp = {
      identify: (value) => value instanceof Date,
      default: true,
      tag: "tag:yaml.org,2002:timestamp",
      // If the time zone is omitted, the timestamp is assumed to be specified in UTC. The time part
      // may be omitted altogether, resulting in a date format. In such a case, the time part is
      // assumed to be 00:00:00Z (start of day, UTC).
      test: RegExp("^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:(?:t|T|[ \\t]+)([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2}(\\.[0-9]+)?)(?:[ \\t]*(Z|[-+][012]?[0-9](?::[0-9]{2})?))?)?$"),
      resolve(str) {
        const match = str.match(timestamp.test);
        if (!match)
          throw new Error("!!timestamp expects a date, starting with yyyy-mm-dd");
        const [, year, month, day, hour, minute, second] = match.map(Number);
        const millisec = match[7] ? Number((match[7] + "00").substr(1, 3)) : 0;
        let date = Date.UTC(year, month - 1, day, hour || 0, minute || 0, second || 0, millisec);
        const tz = match[8];
        if (tz && tz !== "Z") {
          let d = parseSexagesimal(tz, false);
          if (Math.abs(d) < 30)
            d *= 60;
          date -= 6e4 * d;
        }
        return new Date(date);
      },
      stringify: ({ value }) => value?.toISOString().replace(/(T00:00:00)?\.000Z$/, "") ?? ""
    };
    exports2.floatTime = floatTime;
    exports2.intTime = intTime;
    exports2.timestamp = timestamp;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/schema.js
var require_schema3 = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/schema.js"(exports2) {
    "use strict";
    var map = require_map();
    var _null = require_null();
    var seq = require_seq();
    var string = require_string();
    var binary = require_binary();
    var bool = require_bool2();
    var float = require_float2();
    var int = require_int2();
    var merge = require_merge();
    var omap = require_omap();
    var pairs = require_pairs();
    var set = require_set();
    var timestamp = require_timestamp();
    var schema = [
      map.map,
      seq.seq,
      string.string,
      _null.nullTag,
      bool.trueTag,
      bool.falseTag,
      int.intBin,
      int.intOct,
      int.int,
      int.intHex,
      float.floatNaN,
      float.floatExp,
      float.float,
      binary.binary,
      merge.merge,
      omap.omap,
      pairs.pairs,
      set.set,
      timestamp.intTime,
      timestamp.floatTime,
      timestamp.timestamp
    ];
    exports2.schema = schema;
  }
});

// node_modules/yaml/dist/schema/tags.js
var require_tags = __commonJS({
  "node_modules/yaml/dist/schema/tags.js"(exports2) {
    "use strict";
    var map = require_map();
    var _null = require_null();
    var seq = require_seq();
    var string = require_string();
    var bool = require_bool();
    var float = require_float();
    var int = require_int();
    var schema = require_schema();
    var schema$1 = require_schema2();
    var binary = require_binary();
    var merge = require_merge();
    var omap = require_omap();
    var pairs = require_pairs();
    var schema$2 = require_schema3();
    var set = require_set();
    var timestamp = require_timestamp();
    var schemas = /* @__PURE__ */ new Map([
      ["core", schema.schema],
      ["failsafe", [map.map, seq.seq, string.string]],
      ["json", schema$1.schema],
      ["yaml11", schema$2.schema],
      ["yaml-1.1", schema$2.schema]
    ]);
    var tagsByName = {
      binary: binary.binary,
      bool: bool.boolTag,
      float: float.float,
      floatExp: float.floatExp,
      floatNaN: float.floatNaN,
      floatTime: timestamp.floatTime,
      int: int.int,
      intHex: int.intHex,
      intOct: int.intOct,
      intTime: timestamp.intTime,
      map: map.map,
      merge: merge.merge,
      null: _null.nullTag,
      omap: omap.omap,
      pairs: pairs.pairs,
      seq: seq.seq,
      set: set.set,
      timestamp: timestamp.timestamp
    };
    var coreKnownTags = {
      "tag:yaml.org,2002:binary": binary.binary,
      "tag:yaml.org,2002:merge": merge.merge,
      "tag:yaml.org,2002:omap": omap.omap,
      "tag:yaml.org,2002:pairs": pairs.pairs,
      "tag:yaml.org,2002:set": set.set,
      "tag:yaml.org,2002:timestamp": timestamp.timestamp
    };
    function getTags(customTags, schemaName, addMergeTag) {
      const schemaTags = schemas.get(schemaName);
      if (schemaTags && !customTags) {
        return addMergeTag && !schemaTags.includes(merge.merge) ? schemaTags.concat(merge.merge) : schemaTags.slice();
      }
      let tags = schemaTags;
      if (!tags) {
        if (Array.isArray(customTags))
          tags = [];
        else {
          const keys = Array.from(schemas.keys()).filter((key) => key !== "yaml11").map((key) => JSON.stringify(key)).join(", ");
          throw new Error(`Unknown schema "${schemaName}"; use one of ${keys} or define customTags array`);
        }
      }
      if (Array.isArray(customTags)) {
        for (const tag of customTags)
          tags = tags.concat(tag);
      } else if (typeof customTags === "function") {
        tags = customTags(tags.slice());
      }
      if (addMergeTag)
        tags = tags.concat(merge.merge);
      return tags.reduce((tags2, tag) => {
        const tagObj = typeof tag === "string" ? tagsByName[tag] : tag;
        if (!tagObj) {
          const tagName = JSON.stringify(tag);
          const keys = Object.keys(tagsByName).map((key) => JSON.stringify(key)).join(", ");
          throw new Error(`Unknown custom tag ${tagName}; use one of ${keys}`);
        }
        if (!tags2.includes(tagObj))
          tags2.push(tagObj);
        return tags2;
      }, []);
    }
    exports2.coreKnownTags = coreKnownTags;
    exports2.getTags = getTags;
  }
});

// node_modules/yaml/dist/schema/Schema.js
var require_Schema = __commonJS({
  "node_modules/yaml/dist/schema/Schema.js"(exports2) {
    "use strict";
    var identity = require_identity();
    var map = require_map();
    var seq = require_seq();
    var string = require_string();
    var tags = require_tags();
    var sortMapEntriesByKey = (a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
    var Schema = class _Schema {
      constructor({ compat, customTags, merge, resolveKnownTags, schema, sortMapEntries, toStringDefaults }) {
        this.compat = Array.isArray(compat) ? tags.getTags(compat, "compat") : compat ? tags.getTags(null, compat) : null;
        this.name = typeof schema === "string" && schema || "core";
        this.knownTags = resolveKnownTags ? tags.coreKnownTags : {};
        this.tags = tags.getTags(customTags, this.name, merge);
        this.toStringOptions = toStringDefaults ?? null;
        Object.defineProperty(this, identity.MAP, { value: map.map });
        Object.defineProperty(this, identity.SCALAR, { value: string.string });
        Object.defineProperty(this, identity.SEQ, { value: seq.seq });
        this.sortMapEntries = typeof sortMapEntries === "function" ? sortMapEntries : sortMapEntries === true ? sortMapEntriesByKey : null;
      }
      clone() {
        const copy2 = Object.create(_Schema.prototype, Object.getOwnPropertyDescriptors(this));
        copy2.tags = this.tags.slice();
        return copy2;
      }
    };
    exports2.Schema = Schema;
  }
});

// node_modules/yaml/dist/stringify/stringifyDocument.js
var require_stringifyDocument = __commonJS({
  "node_modules/yaml/dist/stringify/stringifyDocument.js"(exports2) {
    "use strict";
    var identity = require_identity();
    var stringify2 = require_stringify();
    var stringifyComment = require_stringifyComment();
    function stringifyDocument(doc, options) {
      const lines = [];
      let hasDirectives = options.directives === true;
      if (options.directives !== false && doc.directives) {
        const dir = doc.directives.toString(doc);
        if (dir) {
          lines.push(dir);
          hasDirectives = true;
        } else if (doc.directives.docStart)
          hasDirectives = true;
      }
      if (hasDirectives)
        lines.push("---");
      const ctx = stringify2.createStringifyContext(doc, options);
      const { commentString } = ctx.options;
      if (doc.commentBefore) {
        if (lines.length !== 1)
          lines.unshift("");
        const cs = commentString(doc.commentBefore);
        lines.unshift(stringifyComment.indentComment(cs, ""));
      }
      let chompKeep = false;
      let contentComment = null;
      if (doc.contents) {
        if (identity.isNode(doc.contents)) {
          if (doc.contents.spaceBefore && hasDirectives)
            lines.push("");
          if (doc.contents.commentBefore) {
            const cs = commentString(doc.contents.commentBefore);
            lines.push(stringifyComment.indentComment(cs, ""));
          }
          ctx.forceBlockIndent = !!doc.comment;
          contentComment = doc.contents.comment;
        }
        const onChompKeep = contentComment ? void 0 : () => chompKeep = true;
        let body = stringify2.stringify(doc.contents, ctx, () => contentComment = null, onChompKeep);
        if (contentComment)
          body += stringifyComment.lineComment(body, "", commentString(contentComment));
        if ((body[0] === "|" || body[0] === ">") && lines[lines.length - 1] === "---") {
          lines[lines.length - 1] = `--- ${body}`;
        } else
          lines.push(body);
      } else {
        lines.push(stringify2.stringify(doc.contents, ctx));
      }
      if (doc.directives?.docEnd) {
        if (doc.comment) {
          const cs = commentString(doc.comment);
          if (cs.includes("\n")) {
            lines.push("...");
            lines.push(stringifyComment.indentComment(cs, ""));
          } else {
            lines.push(`... ${cs}`);
          }
        } else {
          lines.push("...");
        }
      } else {
        let dc = doc.comment;
        if (dc && chompKeep)
          dc = dc.replace(/^\n+/, "");
        if (dc) {
          if ((!chompKeep || contentComment) && lines[lines.length - 1] !== "")
            lines.push("");
          lines.push(stringifyComment.indentComment(commentString(dc), ""));
        }
      }
      return lines.join("\n") + "\n";
    }
    exports2.stringifyDocument = stringifyDocument;
  }
});

// node_modules/yaml/dist/doc/Document.js
var require_Document = __commonJS({
  "node_modules/yaml/dist/doc/Document.js"(exports2) {
    "use strict";
    var Alias = require_Alias();
    var Collection = require_Collection();
    var identity = require_identity();
    var Pair = require_Pair();
    var toJS = require_toJS();
    var Schema = require_Schema();
    var stringifyDocument = require_stringifyDocument();
    var anchors = require_anchors();
    var applyReviver = require_applyReviver();
    var createNode = require_createNode();
    var directives = require_directives();
    var Document = class _Document {
      constructor(value, replacer, options) {
        this.commentBefore = null;
        this.comment = null;
        this.errors = [];
        this.warnings = [];
        Object.defineProperty(this, identity.NODE_TYPE, { value: identity.DOC });
        let _replacer = null;
        if (typeof replacer === "function" || Array.isArray(replacer)) {
          _replacer = replacer;
        } else if (options === void 0 && replacer) {
          options = replacer;
          replacer = void 0;
        }
        const opt = Object.assign({
          intAsBigInt: false,
          keepSourceTokens: false,
          logLevel: "warn",
          prettyErrors: true,
          strict: true,
          stringKeys: false,
          uniqueKeys: true,
          version: "1.2"
        }, options);
        this.options = opt;
        let { version } = opt;
        if (options?._directives) {
          this.directives = options._directives.atDocument();
          if (this.directives.yaml.explicit)
            version = this.directives.yaml.version;
        } else
          this.directives = new directives.Directives({ version });
        this.setSchema(version, options);
        this.contents = value === void 0 ? null : this.createNode(value, _replacer, options);
      }
      /**
       * Create a deep copy of this Document and its contents.
       *
       * Custom Node values that inherit from `Object` still refer to their original instances.
       */
      clone() {
        const copy2 = Object.create(_Document.prototype, {
          [identity.NODE_TYPE]: { value: identity.DOC }
        });
        copy2.commentBefore = this.commentBefore;
        copy2.comment = this.comment;
        copy2.errors = this.errors.slice();
        copy2.warnings = this.warnings.slice();
        copy2.options = Object.assign({}, this.options);
        if (this.directives)
          copy2.directives = this.directives.clone();
        copy2.schema = this.schema.clone();
        copy2.contents = identity.isNode(this.contents) ? this.contents.clone(copy2.schema) : this.contents;
        if (this.range)
          copy2.range = this.range.slice();
        return copy2;
      }
      /** Adds a value to the document. */
      add(value) {
        if (assertCollection(this.contents))
          this.contents.add(value);
      }
      /** Adds a value to the document. */
      addIn(path2, value) {
        if (assertCollection(this.contents))
          this.contents.addIn(path2, value);
      }
      /**
       * Create a new `Alias` node, ensuring that the target `node` has the required anchor.
       *
       * If `node` already has an anchor, `name` is ignored.
       * Otherwise, the `node.anchor` value will be set to `name`,
       * or if an anchor with that name is already present in the document,
       * `name` will be used as a prefix for a new unique anchor.
       * If `name` is undefined, the generated anchor will use 'a' as a prefix.
       */
      createAlias(node2, name2) {
        if (!node2.anchor) {
          const prev = anchors.anchorNames(this);
          node2.anchor = // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing
          !name2 || prev.has(name2) ? anchors.findNewAnchor(name2 || "a", prev) : name2;
        }
        return new Alias.Alias(node2.anchor);
      }
      createNode(value, replacer, options) {
        let _replacer = void 0;
        if (typeof replacer === "function") {
          value = replacer.call({ "": value }, "", value);
          _replacer = replacer;
        } else if (Array.isArray(replacer)) {
          const keyToStr = (v) => typeof v === "number" || v instanceof String || v instanceof Number;
          const asStr = replacer.filter(keyToStr).map(String);
          if (asStr.length > 0)
            replacer = replacer.concat(asStr);
          _replacer = replacer;
        } else if (options === void 0 && replacer) {
          options = replacer;
          replacer = void 0;
        }
        const { aliasDuplicateObjects, anchorPrefix, flow, keepUndefined, onTagObj, tag } = options ?? {};
        const { onAnchor, setAnchors, sourceObjects } = anchors.createNodeAnchors(
          this,
          // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing
          anchorPrefix || "a"
        );
        const ctx = {
          aliasDuplicateObjects: aliasDuplicateObjects ?? true,
          keepUndefined: keepUndefined ?? false,
          onAnchor,
          onTagObj,
          replacer: _replacer,
          schema: this.schema,
          sourceObjects
        };
        const node2 = createNode.createNode(value, tag, ctx);
        if (flow && identity.isCollection(node2))
          node2.flow = true;
        setAnchors();
        return node2;
      }
      /**
       * Convert a key and a value into a `Pair` using the current schema,
       * recursively wrapping all values as `Scalar` or `Collection` nodes.
       */
      createPair(key, value, options = {}) {
        const k = this.createNode(key, null, options);
        const v = this.createNode(value, null, options);
        return new Pair.Pair(k, v);
      }
      /**
       * Removes a value from the document.
       * @returns `true` if the item was found and removed.
       */
      delete(key) {
        return assertCollection(this.contents) ? this.contents.delete(key) : false;
      }
      /**
       * Removes a value from the document.
       * @returns `true` if the item was found and removed.
       */
      deleteIn(path2) {
        if (Collection.isEmptyPath(path2)) {
          if (this.contents == null)
            return false;
          this.contents = null;
          return true;
        }
        return assertCollection(this.contents) ? this.contents.deleteIn(path2) : false;
      }
      /**
       * Returns item at `key`, or `undefined` if not found. By default unwraps
       * scalar values from their surrounding node; to disable set `keepScalar` to
       * `true` (collections are always returned intact).
       */
      get(key, keepScalar) {
        return identity.isCollection(this.contents) ? this.contents.get(key, keepScalar) : void 0;
      }
      /**
       * Returns item at `path`, or `undefined` if not found. By default unwraps
       * scalar values from their surrounding node; to disable set `keepScalar` to
       * `true` (collections are always returned intact).
       */
      getIn(path2, keepScalar) {
        if (Collection.isEmptyPath(path2))
          return !keepScalar && identity.isScalar(this.contents) ? this.contents.value : this.contents;
        return identity.isCollection(this.contents) ? this.contents.getIn(path2, keepScalar) : void 0;
      }
      /**
       * Checks if the document includes a value with the key `key`.
       */
      has(key) {
        return identity.isCollection(this.contents) ? this.contents.has(key) : false;
      }
      /**
       * Checks if the document includes a value at `path`.
       */
      hasIn(path2) {
        if (Collection.isEmptyPath(path2))
          return this.contents !== void 0;
        return identity.isCollection(this.contents) ? this.contents.hasIn(path2) : false;
      }
      /**
       * Sets a value in this document. For `!!set`, `value` needs to be a
       * boolean to add/remove the item from the set.
       */
      set(key, value) {
        if (this.contents == null) {
          this.contents = Collection.collectionFromPath(this.schema, [key], value);
        } else if (assertCollection(this.contents)) {
          this.contents.set(key, value);
        }
      }
      /**
       * Sets a value in this document. For `!!set`, `value` needs to be a
       * boolean to add/remove the item from the set.
       */
      setIn(path2, value) {
        if (Collection.isEmptyPath(path2)) {
          this.contents = value;
        } else if (this.contents == null) {
          this.contents = Collection.collectionFromPath(this.schema, Array.from(path2), value);
        } else if (assertCollection(this.contents)) {
          this.contents.setIn(path2, value);
        }
      }
      /**
       * Change the YAML version and schema used by the document.
       * A `null` version disables support for directives, explicit tags, anchors, and aliases.
       * It also requires the `schema` option to be given as a `Schema` instance value.
       *
       * Overrides all previously set schema options.
       */
      setSchema(version, options = {}) {
        if (typeof version === "number")
          version = String(version);
        let opt;
        switch (version) {
          case "1.1":
            if (this.directives)
              this.directives.yaml.version = "1.1";
            else
              this.directives = new directives.Directives({ version: "1.1" });
            opt = { resolveKnownTags: false, schema: "yaml-1.1" };
            break;
          case "1.2":
          case "next":
            if (this.directives)
              this.directives.yaml.version = version;
            else
              this.directives = new directives.Directives({ version });
            opt = { resolveKnownTags: true, schema: "core" };
            break;
          case null:
            if (this.directives)
              delete this.directives;
            opt = null;
            break;
          default: {
            const sv = JSON.stringify(version);
            throw new Error(`Expected '1.1', '1.2' or null as first argument, but found: ${sv}`);
          }
        }
        if (options.schema instanceof Object)
          this.schema = options.schema;
        else if (opt)
          this.schema = new Schema.Schema(Object.assign(opt, options));
        else
          throw new Error(`With a null YAML version, the { schema: Schema } option is required`);
      }
      // json & jsonArg are only used from toJSON()
      toJS({ json, jsonArg, mapAsMap, maxAliasCount, onAnchor, reviver } = {}) {
        const ctx = {
          anchors: /* @__PURE__ */ new Map(),
          doc: this,
          keep: !json,
          mapAsMap: mapAsMap === true,
          mapKeyWarned: false,
          maxAliasCount: typeof maxAliasCount === "number" ? maxAliasCount : 100
        };
        const res = toJS.toJS(this.contents, jsonArg ?? "", ctx);
        if (typeof onAnchor === "function")
          for (const { count, res: res2 } of ctx.anchors.values())
            onAnchor(res2, count);
        return typeof reviver === "function" ? applyReviver.applyReviver(reviver, { "": res }, "", res) : res;
      }
      /**
       * A JSON representation of the document `contents`.
       *
       * @param jsonArg Used by `JSON.stringify` to indicate the array index or
       *   property name.
       */
      toJSON(jsonArg, onAnchor) {
        return this.toJS({ json: true, jsonArg, mapAsMap: false, onAnchor });
      }
      /** A YAML representation of the document. */
      toString(options = {}) {
        if (this.errors.length > 0)
          throw new Error("Document with errors cannot be stringified");
        if ("indent" in options && (!Number.isInteger(options.indent) || Number(options.indent) <= 0)) {
          const s = JSON.stringify(options.indent);
          throw new Error(`"indent" option must be a positive integer, not ${s}`);
        }
        return stringifyDocument.stringifyDocument(this, options);
      }
    };
    function assertCollection(contents) {
      if (identity.isCollection(contents))
        return true;
      throw new Error("Expected a YAML collection as document contents");
    }
    exports2.Document = Document;
  }
});

// node_modules/yaml/dist/errors.js
var require_errors = __commonJS({
  "node_modules/yaml/dist/errors.js"(exports2) {
    "use strict";
    var YAMLError = class extends Error {
      constructor(name2, pos, code, message) {
        super();
        this.name = name2;
        this.code = code;
        this.message = message;
        this.pos = pos;
      }
    };
    var YAMLParseError = class extends YAMLError {
      constructor(pos, code, message) {
        super("YAMLParseError", pos, code, message);
      }
    };
    var YAMLWarning = class extends YAMLError {
      constructor(pos, code, message) {
        super("YAMLWarning", pos, code, message);
      }
    };
    var prettifyError = (src, lc) => (error) => {
      if (error.pos[0] === -1)
        return;
      error.linePos = error.pos.map((pos) => lc.linePos(pos));
      const { line, col } = error.linePos[0];
      error.message += ` at line ${line}, column ${col}`;
      let ci = col - 1;
      let lineStr = src.substring(lc.lineStarts[line - 1], lc.lineStarts[line]).replace(/[\n\r]+$/, "");
      if (ci >= 60 && lineStr.length > 80) {
        const trimStart = Math.min(ci - 39, lineStr.length - 79);
        lineStr = "\u2026" + lineStr.substring(trimStart);
        ci -= trimStart - 1;
      }
      if (lineStr.length > 80)
        lineStr = lineStr.substring(0, 79) + "\u2026";
      if (line > 1 && /^ *$/.test(lineStr.substring(0, ci))) {
        let prev = src.substring(lc.lineStarts[line - 2], lc.lineStarts[line - 1]);
        if (prev.length > 80)
          prev = prev.substring(0, 79) + "\u2026\n";
        lineStr = prev + lineStr;
      }
      if (/[^ ]/.test(lineStr)) {
        let count = 1;
        const end = error.linePos[1];
        if (end?.line === line && end.col > col) {
          count = Math.max(1, Math.min(end.col - col, 80 - ci));
        }
        const pointer = " ".repeat(ci) + "^".repeat(count);
        error.message += `:

${lineStr}
${pointer}
`;
      }
    };
    exports2.YAMLError = YAMLError;
    exports2.YAMLParseError = YAMLParseError;
    exports2.YAMLWarning = YAMLWarning;
    exports2.prettifyError = prettifyError;
  }
});

// node_modules/yaml/dist/compose/resolve-props.js
var require_resolve_props = __commonJS({
  "node_modules/yaml/dist/compose/resolve-props.js"(exports2) {
    "use strict";
    function resolveProps(tokens, { flow, indicator, next, offset, onError, parentIndent, startOnNewline }) {
      let spaceBefore = false;
      let atNewline = startOnNewline;
      let hasSpace = startOnNewline;
      let comment = "";
      let commentSep = "";
      let hasNewline = false;
      let reqSpace = false;
      let tab = null;
      let anchor = null;
      let tag = null;
      let newlineAfterProp = null;
      let comma = null;
      let found = null;
      let start = null;
      for (const token of tokens) {
        if (reqSpace) {
          if (token.type !== "space" && token.type !== "newline" && token.type !== "comma")
            onError(token.offset, "MISSING_CHAR", "Tags and anchors must be separated from the next token by white space");
          reqSpace = false;
        }
        if (tab) {
          if (atNewline && token.type !== "comment" && token.type !== "newline") {
            onError(tab, "TAB_AS_INDENT", "Tabs are not allowed as indentation");
          }
          tab = null;
        }
        switch (token.type) {
          case "space":
            if (!flow && (indicator !== "doc-start" || next?.type !== "flow-collection") && token.source.includes("	")) {
              tab = token;
            }
            hasSpace = true;
            break;
          case "comment": {
            if (!hasSpace)
              onError(token, "MISSING_CHAR", "Comments must be separated from other tokens by white space characters");
            const cb = token.source.substring(1) || " ";
            if (!comment)
              comment = cb;
            else
              comment += commentSep + cb;
            commentSep = "";
            atNewline = false;
            break;
          }
          case "newline":
            if (atNewline) {
              if (comment)
                comment += token.source;
              else if (!found || indicator !== "seq-item-ind")
                spaceBefore = true;
            } else
              commentSep += token.source;
            atNewline = true;
            hasNewline = true;
            if (anchor || tag)
              newlineAfterProp = token;
            hasSpace = true;
            break;
          case "anchor":
            if (anchor)
              onError(token, "MULTIPLE_ANCHORS", "A node can have at most one anchor");
            if (token.source.endsWith(":"))
              onError(token.offset + token.source.length - 1, "BAD_ALIAS", "Anchor ending in : is ambiguous", true);
            anchor = token;
            start ?? (start = token.offset);
            atNewline = false;
            hasSpace = false;
            reqSpace = true;
            break;
          case "tag": {
            if (tag)
              onError(token, "MULTIPLE_TAGS", "A node can have at most one tag");
            tag = token;
            start ?? (start = token.offset);
            atNewline = false;
            hasSpace = false;
            reqSpace = true;
            break;
          }
          case indicator:
            if (anchor || tag)
              onError(token, "BAD_PROP_ORDER", `Anchors and tags must be after the ${token.source} indicator`);
            if (found)
              onError(token, "UNEXPECTED_TOKEN", `Unexpected ${token.source} in ${flow ?? "collection"}`);
            found = token;
            atNewline = indicator === "seq-item-ind" || indicator === "explicit-key-ind";
            hasSpace = false;
            break;
          case "comma":
            if (flow) {
              if (comma)
                onError(token, "UNEXPECTED_TOKEN", `Unexpected , in ${flow}`);
              comma = token;
              atNewline = false;
              hasSpace = false;
              break;
            }
          // else fallthrough
          default:
            onError(token, "UNEXPECTED_TOKEN", `Unexpected ${token.type} token`);
            atNewline = false;
            hasSpace = false;
        }
      }
      const last = tokens[tokens.length - 1];
      const end = last ? last.offset + last.source.length : offset;
      if (reqSpace && next && next.type !== "space" && next.type !== "newline" && next.type !== "comma" && (next.type !== "scalar" || next.source !== "")) {
        onError(next.offset, "MISSING_CHAR", "Tags and anchors must be separated from the next token by white space");
      }
      if (tab && (atNewline && tab.indent <= parentIndent || next?.type === "block-map" || next?.type === "block-seq"))
        onError(tab, "TAB_AS_INDENT", "Tabs are not allowed as indentation");
      return {
        comma,
        found,
        spaceBefore,
        comment,
        hasNewline,
        anchor,
        tag,
        newlineAfterProp,
        end,
        start: start ?? end
      };
    }
    exports2.resolveProps = resolveProps;
  }
});

// node_modules/yaml/dist/compose/util-contains-newline.js
var require_util_contains_newline = __commonJS({
  "node_modules/yaml/dist/compose/util-contains-newline.js"(exports2) {
    "use strict";
    function containsNewline(key) {
      if (!key)
        return null;
      switch (key.type) {
        case "alias":
        case "scalar":
        case "double-quoted-scalar":
        case "single-quoted-scalar":
          if (key.source.includes("\n"))
            return true;
          if (key.end) {
            for (const st of key.end)
              if (st.type === "newline")
                return true;
          }
          return false;
        case "flow-collection":
          for (const it of key.items) {
            for (const st of it.start)
              if (st.type === "newline")
                return true;
            if (it.sep) {
              for (const st of it.sep)
                if (st.type === "newline")
                  return true;
            }
            if (containsNewline(it.key) || containsNewline(it.value))
              return true;
          }
          return false;
        default:
          return true;
      }
    }
    exports2.containsNewline = containsNewline;
  }
});

// node_modules/yaml/dist/compose/util-flow-indent-check.js
var require_util_flow_indent_check = __commonJS({
  "node_modules/yaml/dist/compose/util-flow-indent-check.js"(exports2) {
    "use strict";
    var utilContainsNewline = require_util_contains_newline();
    function flowIndentCheck(indent, fc, onError) {
      if (fc?.type === "flow-collection") {
        const end = fc.end[0];
        if (end.indent === indent && (end.source === "]" || end.source === "}") && utilContainsNewline.containsNewline(fc)) {
          const msg = "Flow end indicator should be more indented than parent";
          onError(end, "BAD_INDENT", msg, true);
        }
      }
    }
    exports2.flowIndentCheck = flowIndentCheck;
  }
});

// node_modules/yaml/dist/compose/util-map-includes.js
var require_util_map_includes = __commonJS({
  "node_modules/yaml/dist/compose/util-map-includes.js"(exports2) {
    "use strict";
    var identity = require_identity();
    function mapIncludes(ctx, items, search) {
      const { uniqueKeys } = ctx.options;
      if (uniqueKeys === false)
        return false;
      const isEqual = typeof uniqueKeys === "function" ? uniqueKeys : (a, b) => a === b || identity.isScalar(a) && identity.isScalar(b) && a.value === b.value;
      return items.some((pair) => isEqual(pair.key, search));
    }
    exports2.mapIncludes = mapIncludes;
  }
});

// node_modules/yaml/dist/compose/resolve-block-map.js
var require_resolve_block_map = __commonJS({
  "node_modules/yaml/dist/compose/resolve-block-map.js"(exports2) {
    "use strict";
    var Pair = require_Pair();
    var YAMLMap = require_YAMLMap();
    var resolveProps = require_resolve_props();
    var utilContainsNewline = require_util_contains_newline();
    var utilFlowIndentCheck = require_util_flow_indent_check();
    var utilMapIncludes = require_util_map_includes();
    var startColMsg = "All mapping items must start at the same column";
    function resolveBlockMap({ composeNode, composeEmptyNode }, ctx, bm, onError, tag) {
      const NodeClass = tag?.nodeClass ?? YAMLMap.YAMLMap;
      const map = new NodeClass(ctx.schema);
      if (ctx.atRoot)
        ctx.atRoot = false;
      let offset = bm.offset;
      let commentEnd = null;
      for (const collItem of bm.items) {
        const { start, key, sep, value } = collItem;
        const keyProps = resolveProps.resolveProps(start, {
          indicator: "explicit-key-ind",
          next: key ?? sep?.[0],
          offset,
          onError,
          parentIndent: bm.indent,
          startOnNewline: true
        });
        const implicitKey = !keyProps.found;
        if (implicitKey) {
          if (key) {
            if (key.type === "block-seq")
              onError(offset, "BLOCK_AS_IMPLICIT_KEY", "A block sequence may not be used as an implicit map key");
            else if ("indent" in key && key.indent !== bm.indent)
              onError(offset, "BAD_INDENT", startColMsg);
          }
          if (!keyProps.anchor && !keyProps.tag && !sep) {
            commentEnd = keyProps.end;
            if (keyProps.comment) {
              if (map.comment)
                map.comment += "\n" + keyProps.comment;
              else
                map.comment = keyProps.comment;
            }
            continue;
          }
          if (keyProps.newlineAfterProp || utilContainsNewline.containsNewline(key)) {
            onError(key ?? start[start.length - 1], "MULTILINE_IMPLICIT_KEY", "Implicit keys need to be on a single line");
          }
        } else if (keyProps.found?.indent !== bm.indent) {
          onError(offset, "BAD_INDENT", startColMsg);
        }
        ctx.atKey = true;
        const keyStart = keyProps.end;
        const keyNode = key ? composeNode(ctx, key, keyProps, onError) : composeEmptyNode(ctx, keyStart, start, null, keyProps, onError);
        if (ctx.schema.compat)
          utilFlowIndentCheck.flowIndentCheck(bm.indent, key, onError);
        ctx.atKey = false;
        if (utilMapIncludes.mapIncludes(ctx, map.items, keyNode))
          onError(keyStart, "DUPLICATE_KEY", "Map keys must be unique");
        const valueProps = resolveProps.resolveProps(sep ?? [], {
          indicator: "map-value-ind",
          next: value,
          offset: keyNode.range[2],
          onError,
          parentIndent: bm.indent,
          startOnNewline: !key || key.type === "block-scalar"
        });
        offset = valueProps.end;
        if (valueProps.found) {
          if (implicitKey) {
            if (value?.type === "block-map" && !valueProps.hasNewline)
              onError(offset, "BLOCK_AS_IMPLICIT_KEY", "Nested mappings are not allowed in compact mappings");
            if (ctx.options.strict && keyProps.start < valueProps.found.offset - 1024)
              onError(keyNode.range, "KEY_OVER_1024_CHARS", "The : indicator must be at most 1024 chars after the start of an implicit block mapping key");
          }
          const valueNode = value ? composeNode(ctx, value, valueProps, onError) : composeEmptyNode(ctx, offset, sep, null, valueProps, onError);
          if (ctx.schema.compat)
            utilFlowIndentCheck.flowIndentCheck(bm.indent, value, onError);
          offset = valueNode.range[2];
          const pair = new Pair.Pair(keyNode, valueNode);
          if (ctx.options.keepSourceTokens)
            pair.srcToken = collItem;
          map.items.push(pair);
        } else {
          if (implicitKey)
            onError(keyNode.range, "MISSING_CHAR", "Implicit map keys need to be followed by map values");
          if (valueProps.comment) {
            if (keyNode.comment)
              keyNode.comment += "\n" + valueProps.comment;
            else
              keyNode.comment = valueProps.comment;
          }
          const pair = new Pair.Pair(keyNode);
          if (ctx.options.keepSourceTokens)
            pair.srcToken = collItem;
          map.items.push(pair);
        }
      }
      if (commentEnd && commentEnd < offset)
        onError(commentEnd, "IMPOSSIBLE", "Map comment with trailing content");
      map.range = [bm.offset, offset, commentEnd ?? offset];
      return map;
    }
    exports2.resolveBlockMap = resolveBlockMap;
  }
});

// node_modules/yaml/dist/compose/resolve-block-seq.js
var require_resolve_block_seq = __commonJS({
  "node_modules/yaml/dist/compose/resolve-block-seq.js"(exports2) {
    "use strict";
    var YAMLSeq = require_YAMLSeq();
    var resolveProps = require_resolve_props();
    var utilFlowIndentCheck = require_util_flow_indent_check();
    function resolveBlockSeq({ composeNode, composeEmptyNode }, ctx, bs, onError, tag) {
      const NodeClass = tag?.nodeClass ?? YAMLSeq.YAMLSeq;
      const seq = new NodeClass(ctx.schema);
      if (ctx.atRoot)
        ctx.atRoot = false;
      if (ctx.atKey)
        ctx.atKey = false;
      let offset = bs.offset;
      let commentEnd = null;
      for (const { start, value } of bs.items) {
        const props = resolveProps.resolveProps(start, {
          indicator: "seq-item-ind",
          next: value,
          offset,
          onError,
          parentIndent: bs.indent,
          startOnNewline: true
        });
        if (!props.found) {
          if (props.anchor || props.tag || value) {
            if (value?.type === "block-seq")
              onError(props.end, "BAD_INDENT", "All sequence items must start at the same column");
            else
              onError(offset, "MISSING_CHAR", "Sequence item without - indicator");
          } else {
            commentEnd = props.end;
            if (props.comment)
              seq.comment = props.comment;
            continue;
          }
        }
        const node2 = value ? composeNode(ctx, value, props, onError) : composeEmptyNode(ctx, props.end, start, null, props, onError);
        if (ctx.schema.compat)
          utilFlowIndentCheck.flowIndentCheck(bs.indent, value, onError);
        offset = node2.range[2];
        seq.items.push(node2);
      }
      seq.range = [bs.offset, offset, commentEnd ?? offset];
      return seq;
    }
    exports2.resolveBlockSeq = resolveBlockSeq;
  }
});

// node_modules/yaml/dist/compose/resolve-end.js
var require_resolve_end = __commonJS({
  "node_modules/yaml/dist/compose/resolve-end.js"(exports2) {
    "use strict";
    function resolveEnd(end, offset, reqSpace, onError) {
      let comment = "";
      if (end) {
        let hasSpace = false;
        let sep = "";
        for (const token of end) {
          const { source, type } = token;
          switch (type) {
            case "space":
              hasSpace = true;
              break;
            case "comment": {
              if (reqSpace && !hasSpace)
                onError(token, "MISSING_CHAR", "Comments must be separated from other tokens by white space characters");
              const cb = source.substring(1) || " ";
              if (!comment)
                comment = cb;
              else
                comment += sep + cb;
              sep = "";
              break;
            }
            case "newline":
              if (comment)
                sep += source;
              hasSpace = true;
              break;
            default:
              onError(token, "UNEXPECTED_TOKEN", `Unexpected ${type} at node end`);
          }
          offset += source.length;
        }
      }
      return { comment, offset };
    }
    exports2.resolveEnd = resolveEnd;
  }
});

// node_modules/yaml/dist/compose/resolve-flow-collection.js
var require_resolve_flow_collection = __commonJS({
  "node_modules/yaml/dist/compose/resolve-flow-collection.js"(exports2) {
    "use strict";
    var identity = require_identity();
    var Pair = require_Pair();
    var YAMLMap = require_YAMLMap();
    var YAMLSeq = require_YAMLSeq();
    var resolveEnd = require_resolve_end();
    var resolveProps = require_resolve_props();
    var utilContainsNewline = require_util_contains_newline();
    var utilMapIncludes = require_util_map_includes();
    var blockMsg = "Block collections are not allowed within flow collections";
    var isBlock = (token) => token && (token.type === "block-map" || token.type === "block-seq");
    function resolveFlowCollection({ composeNode, composeEmptyNode }, ctx, fc, onError, tag) {
      const isMap = fc.start.source === "{";
      const fcName = isMap ? "flow map" : "flow sequence";
      const NodeClass = tag?.nodeClass ?? (isMap ? YAMLMap.YAMLMap : YAMLSeq.YAMLSeq);
      const coll = new NodeClass(ctx.schema);
      coll.flow = true;
      const atRoot = ctx.atRoot;
      if (atRoot)
        ctx.atRoot = false;
      if (ctx.atKey)
        ctx.atKey = false;
      let offset = fc.offset + fc.start.source.length;
      for (let i = 0; i < fc.items.length; ++i) {
        const collItem = fc.items[i];
        const { start, key, sep, value } = collItem;
        const props = resolveProps.resolveProps(start, {
          flow: fcName,
          indicator: "explicit-key-ind",
          next: key ?? sep?.[0],
          offset,
          onError,
          parentIndent: fc.indent,
          startOnNewline: false
        });
        if (!props.found) {
          if (!props.anchor && !props.tag && !sep && !value) {
            if (i === 0 && props.comma)
              onError(props.comma, "UNEXPECTED_TOKEN", `Unexpected , in ${fcName}`);
            else if (i < fc.items.length - 1)
              onError(props.start, "UNEXPECTED_TOKEN", `Unexpected empty item in ${fcName}`);
            if (props.comment) {
              if (coll.comment)
                coll.comment += "\n" + props.comment;
              else
                coll.comment = props.comment;
            }
            offset = props.end;
            continue;
          }
          if (!isMap && ctx.options.strict && utilContainsNewline.containsNewline(key))
            onError(
              key,
              // checked by containsNewline()
              "MULTILINE_IMPLICIT_KEY",
              "Implicit keys of flow sequence pairs need to be on a single line"
            );
        }
        if (i === 0) {
          if (props.comma)
            onError(props.comma, "UNEXPECTED_TOKEN", `Unexpected , in ${fcName}`);
        } else {
          if (!props.comma)
            onError(props.start, "MISSING_CHAR", `Missing , between ${fcName} items`);
          if (props.comment) {
            let prevItemComment = "";
            loop: for (const st of start) {
              switch (st.type) {
                case "comma":
                case "space":
                  break;
                case "comment":
                  prevItemComment = st.source.substring(1);
                  break loop;
                default:
                  break loop;
              }
            }
            if (prevItemComment) {
              let prev = coll.items[coll.items.length - 1];
              if (identity.isPair(prev))
                prev = prev.value ?? prev.key;
              if (prev.comment)
                prev.comment += "\n" + prevItemComment;
              else
                prev.comment = prevItemComment;
              props.comment = props.comment.substring(prevItemComment.length + 1);
            }
          }
        }
        if (!isMap && !sep && !props.found) {
          const valueNode = value ? composeNode(ctx, value, props, onError) : composeEmptyNode(ctx, props.end, sep, null, props, onError);
          coll.items.push(valueNode);
          offset = valueNode.range[2];
          if (isBlock(value))
            onError(valueNode.range, "BLOCK_IN_FLOW", blockMsg);
        } else {
          ctx.atKey = true;
          const keyStart = props.end;
          const keyNode = key ? composeNode(ctx, key, props, onError) : composeEmptyNode(ctx, keyStart, start, null, props, onError);
          if (isBlock(key))
            onError(keyNode.range, "BLOCK_IN_FLOW", blockMsg);
          ctx.atKey = false;
          const valueProps = resolveProps.resolveProps(sep ?? [], {
            flow: fcName,
            indicator: "map-value-ind",
            next: value,
            offset: keyNode.range[2],
            onError,
            parentIndent: fc.indent,
            startOnNewline: false
          });
          if (valueProps.found) {
            if (!isMap && !props.found && ctx.options.strict) {
              if (sep)
                for (const st of sep) {
                  if (st === valueProps.found)
                    break;
                  if (st.type === "newline") {
                    onError(st, "MULTILINE_IMPLICIT_KEY", "Implicit keys of flow sequence pairs need to be on a single line");
                    break;
                  }
                }
              if (props.start < valueProps.found.offset - 1024)
                onError(valueProps.found, "KEY_OVER_1024_CHARS", "The : indicator must be at most 1024 chars after the start of an implicit flow sequence key");
            }
          } else if (value) {
            if ("source" in value && value.source?.[0] === ":")
              onError(value, "MISSING_CHAR", `Missing space after : in ${fcName}`);
            else
              onError(valueProps.start, "MISSING_CHAR", `Missing , or : between ${fcName} items`);
          }
          const valueNode = value ? composeNode(ctx, value, valueProps, onError) : valueProps.found ? composeEmptyNode(ctx, valueProps.end, sep, null, valueProps, onError) : null;
          if (valueNode) {
            if (isBlock(value))
              onError(valueNode.range, "BLOCK_IN_FLOW", blockMsg);
          } else if (valueProps.comment) {
            if (keyNode.comment)
              keyNode.comment += "\n" + valueProps.comment;
            else
              keyNode.comment = valueProps.comment;
          }
          const pair = new Pair.Pair(keyNode, valueNode);
          if (ctx.options.keepSourceTokens)
            pair.srcToken = collItem;
          if (isMap) {
            const map = coll;
            if (utilMapIncludes.mapIncludes(ctx, map.items, keyNode))
              onError(keyStart, "DUPLICATE_KEY", "Map keys must be unique");
            map.items.push(pair);
          } else {
            const map = new YAMLMap.YAMLMap(ctx.schema);
            map.flow = true;
            map.items.push(pair);
            const endRange = (valueNode ?? keyNode).range;
            map.range = [keyNode.range[0], endRange[1], endRange[2]];
            coll.items.push(map);
          }
          offset = valueNode ? valueNode.range[2] : valueProps.end;
        }
      }
      const expectedEnd = isMap ? "}" : "]";
      const [ce, ...ee] = fc.end;
      let cePos = offset;
      if (ce?.source === expectedEnd)
        cePos = ce.offset + ce.source.length;
      else {
        const name2 = fcName[0].toUpperCase() + fcName.substring(1);
        const msg = atRoot ? `${name2} must end with a ${expectedEnd}` : `${name2} in block collection must be sufficiently indented and end with a ${expectedEnd}`;
        onError(offset, atRoot ? "MISSING_CHAR" : "BAD_INDENT", msg);
        if (ce && ce.source.length !== 1)
          ee.unshift(ce);
      }
      if (ee.length > 0) {
        const end = resolveEnd.resolveEnd(ee, cePos, ctx.options.strict, onError);
        if (end.comment) {
          if (coll.comment)
            coll.comment += "\n" + end.comment;
          else
            coll.comment = end.comment;
        }
        coll.range = [fc.offset, cePos, end.offset];
      } else {
        coll.range = [fc.offset, cePos, cePos];
      }
      return coll;
    }
    exports2.resolveFlowCollection = resolveFlowCollection;
  }
});

// node_modules/yaml/dist/compose/compose-collection.js
var require_compose_collection = __commonJS({
  "node_modules/yaml/dist/compose/compose-collection.js"(exports2) {
    "use strict";
    var identity = require_identity();
    var Scalar = require_Scalar();
    var YAMLMap = require_YAMLMap();
    var YAMLSeq = require_YAMLSeq();
    var resolveBlockMap = require_resolve_block_map();
    var resolveBlockSeq = require_resolve_block_seq();
    var resolveFlowCollection = require_resolve_flow_collection();
    function resolveCollection(CN, ctx, token, onError, tagName, tag) {
      const coll = token.type === "block-map" ? resolveBlockMap.resolveBlockMap(CN, ctx, token, onError, tag) : token.type === "block-seq" ? resolveBlockSeq.resolveBlockSeq(CN, ctx, token, onError, tag) : resolveFlowCollection.resolveFlowCollection(CN, ctx, token, onError, tag);
      const Coll = coll.constructor;
      if (tagName === "!" || tagName === Coll.tagName) {
        coll.tag = Coll.tagName;
        return coll;
      }
      if (tagName)
        coll.tag = tagName;
      return coll;
    }
    function composeCollection(CN, ctx, token, props, onError) {
      const tagToken = props.tag;
      const tagName = !tagToken ? null : ctx.directives.tagName(tagToken.source, (msg) => onError(tagToken, "TAG_RESOLVE_FAILED", msg));
      if (token.type === "block-seq") {
        const { anchor, newlineAfterProp: nl } = props;
        const lastProp = anchor && tagToken ? anchor.offset > tagToken.offset ? anchor : tagToken : anchor ?? tagToken;
        if (lastProp && (!nl || nl.offset < lastProp.offset)) {
          const message = "Missing newline after block sequence props";
          onError(lastProp, "MISSING_CHAR", message);
        }
      }
      const expType = token.type === "block-map" ? "map" : token.type === "block-seq" ? "seq" : token.start.source === "{" ? "map" : "seq";
      if (!tagToken || !tagName || tagName === "!" || tagName === YAMLMap.YAMLMap.tagName && expType === "map" || tagName === YAMLSeq.YAMLSeq.tagName && expType === "seq") {
        return resolveCollection(CN, ctx, token, onError, tagName);
      }
      let tag = ctx.schema.tags.find((t) => t.tag === tagName && t.collection === expType);
      if (!tag) {
        const kt = ctx.schema.knownTags[tagName];
        if (kt?.collection === expType) {
          ctx.schema.tags.push(Object.assign({}, kt, { default: false }));
          tag = kt;
        } else {
          if (kt) {
            onError(tagToken, "BAD_COLLECTION_TYPE", `${kt.tag} used for ${expType} collection, but expects ${kt.collection ?? "scalar"}`, true);
          } else {
            onError(tagToken, "TAG_RESOLVE_FAILED", `Unresolved tag: ${tagName}`, true);
          }
          return resolveCollection(CN, ctx, token, onError, tagName);
        }
      }
      const coll = resolveCollection(CN, ctx, token, onError, tagName, tag);
      const res = tag.resolve?.(coll, (msg) => onError(tagToken, "TAG_RESOLVE_FAILED", msg), ctx.options) ?? coll;
      const node2 = identity.isNode(res) ? res : new Scalar.Scalar(res);
      node2.range = coll.range;
      node2.tag = tagName;
      if (tag?.format)
        node2.format = tag.format;
      return node2;
    }
    exports2.composeCollection = composeCollection;
  }
});

// node_modules/yaml/dist/compose/resolve-block-scalar.js
var require_resolve_block_scalar = __commonJS({
  "node_modules/yaml/dist/compose/resolve-block-scalar.js"(exports2) {
    "use strict";
    var Scalar = require_Scalar();
    function resolveBlockScalar(ctx, scalar, onError) {
      const start = scalar.offset;
      const header = parseBlockScalarHeader(scalar, ctx.options.strict, onError);
      if (!header)
        return { value: "", type: null, comment: "", range: [start, start, start] };
      const type = header.mode === ">" ? Scalar.Scalar.BLOCK_FOLDED : Scalar.Scalar.BLOCK_LITERAL;
      const lines = scalar.source ? splitLines(scalar.source) : [];
      let chompStart = lines.length;
      for (let i = lines.length - 1; i >= 0; --i) {
        const content = lines[i][1];
        if (content === "" || content === "\r")
          chompStart = i;
        else
          break;
      }
      if (chompStart === 0) {
        const value2 = header.chomp === "+" && lines.length > 0 ? "\n".repeat(Math.max(1, lines.length - 1)) : "";
        let end2 = start + header.length;
        if (scalar.source)
          end2 += scalar.source.length;
        return { value: value2, type, comment: header.comment, range: [start, end2, end2] };
      }
      let trimIndent = scalar.indent + header.indent;
      let offset = scalar.offset + header.length;
      let contentStart = 0;
      for (let i = 0; i < chompStart; ++i) {
        const [indent, content] = lines[i];
        if (content === "" || content === "\r") {
          if (header.indent === 0 && indent.length > trimIndent)
            trimIndent = indent.length;
        } else {
          if (indent.length < trimIndent) {
            const message = "Block scalars with more-indented leading empty lines must use an explicit indentation indicator";
            onError(offset + indent.length, "MISSING_CHAR", message);
          }
          if (header.indent === 0)
            trimIndent = indent.length;
          contentStart = i;
          if (trimIndent === 0 && !ctx.atRoot) {
            const message = "Block scalar values in collections must be indented";
            onError(offset, "BAD_INDENT", message);
          }
          break;
        }
        offset += indent.length + content.length + 1;
      }
      for (let i = lines.length - 1; i >= chompStart; --i) {
        if (lines[i][0].length > trimIndent)
          chompStart = i + 1;
      }
      let value = "";
      let sep = "";
      let prevMoreIndented = false;
      for (let i = 0; i < contentStart; ++i)
        value += lines[i][0].slice(trimIndent) + "\n";
      for (let i = contentStart; i < chompStart; ++i) {
        let [indent, content] = lines[i];
        offset += indent.length + content.length + 1;
        const crlf = content[content.length - 1] === "\r";
        if (crlf)
          content = content.slice(0, -1);
        if (content && indent.length < trimIndent) {
          const src = header.indent ? "explicit indentation indicator" : "first line";
          const message = `Block scalar lines must not be less indented than their ${src}`;
          onError(offset - content.length - (crlf ? 2 : 1), "BAD_INDENT", message);
          indent = "";
        }
        if (type === Scalar.Scalar.BLOCK_LITERAL) {
          value += sep + indent.slice(trimIndent) + content;
          sep = "\n";
        } else if (indent.length > trimIndent || content[0] === "	") {
          if (sep === " ")
            sep = "\n";
          else if (!prevMoreIndented && sep === "\n")
            sep = "\n\n";
          value += sep + indent.slice(trimIndent) + content;
          sep = "\n";
          prevMoreIndented = true;
        } else if (content === "") {
          if (sep === "\n")
            value += "\n";
          else
            sep = "\n";
        } else {
          value += sep + content;
          sep = " ";
          prevMoreIndented = false;
        }
      }
      switch (header.chomp) {
        case "-":
          break;
        case "+":
          for (let i = chompStart; i < lines.length; ++i)
            value += "\n" + lines[i][0].slice(trimIndent);
          if (value[value.length - 1] !== "\n")
            value += "\n";
          break;
        default:
          value += "\n";
      }
      const end = start + header.length + scalar.source.length;
      return { value, type, comment: header.comment, range: [start, end, end] };
    }
    function parseBlockScalarHeader({ offset, props }, strict, onError) {
      if (props[0].type !== "block-scalar-header") {
        onError(props[0], "IMPOSSIBLE", "Block scalar header not found");
        return null;
      }
      const { source } = props[0];
      const mode = source[0];
      let indent = 0;
      let chomp = "";
      let error = -1;
      for (let i = 1; i < source.length; ++i) {
        const ch = source[i];
        if (!chomp && (ch === "-" || ch === "+"))
          chomp = ch;
        else {
          const n = Number(ch);
          if (!indent && n)
            indent = n;
          else if (error === -1)
            error = offset + i;
        }
      }
      if (error !== -1)
        onError(error, "UNEXPECTED_TOKEN", `Block scalar header includes extra characters: ${source}`);
      let hasSpace = false;
      let comment = "";
      let length = source.length;
      for (let i = 1; i < props.length; ++i) {
        const token = props[i];
        switch (token.type) {
          case "space":
            hasSpace = true;
          // fallthrough
          case "newline":
            length += token.source.length;
            break;
          case "comment":
            if (strict && !hasSpace) {
              const message = "Comments must be separated from other tokens by white space characters";
              onError(token, "MISSING_CHAR", message);
            }
            length += token.source.length;
            comment = token.source.substring(1);
            break;
          case "error":
            onError(token, "UNEXPECTED_TOKEN", token.message);
            length += token.source.length;
            break;
          /* istanbul ignore next should not happen */
          default: {
            const message = `Unexpected token in block scalar header: ${token.type}`;
            onError(token, "UNEXPECTED_TOKEN", message);
            const ts = token.source;
            if (ts && typeof ts === "string")
              length += ts.length;
          }
        }
      }
      return { mode, indent, chomp, comment, length };
    }
    function splitLines(source) {
      const split = source.split(/\n( *)/);
      const first = split[0];
      const m = first.match(/^( *)/);
      const line0 = m?.[1] ? [m[1], first.slice(m[1].length)] : ["", first];
      const lines = [line0];
      for (let i = 1; i < split.length; i += 2)
        lines.push([split[i], split[i + 1]]);
      return lines;
    }
    exports2.resolveBlockScalar = resolveBlockScalar;
  }
});

// node_modules/yaml/dist/compose/resolve-flow-scalar.js
var require_resolve_flow_scalar = __commonJS({
  "node_modules/yaml/dist/compose/resolve-flow-scalar.js"(exports2) {
    "use strict";
    var Scalar = require_Scalar();
    var resolveEnd = require_resolve_end();
    function resolveFlowScalar(scalar, strict, onError) {
      const { offset, type, source, end } = scalar;
      let _type;
      let value;
      const _onError = (rel, code, msg) => onError(offset + rel, code, msg);
      switch (type) {
        case "scalar":
          _type = Scalar.Scalar.PLAIN;
          value = plainValue(source, _onError);
          break;
        case "single-quoted-scalar":
          _type = Scalar.Scalar.QUOTE_SINGLE;
          value = singleQuotedValue(source, _onError);
          break;
        case "double-quoted-scalar":
          _type = Scalar.Scalar.QUOTE_DOUBLE;
          value = doubleQuotedValue(source, _onError);
          break;
        /* istanbul ignore next should not happen */
        default:
          onError(scalar, "UNEXPECTED_TOKEN", `Expected a flow scalar value, but found: ${type}`);
          return {
            value: "",
            type: null,
            comment: "",
            range: [offset, offset + source.length, offset + source.length]
          };
      }
      const valueEnd = offset + source.length;
      const re = resolveEnd.resolveEnd(end, valueEnd, strict, onError);
      return {
        value,
        type: _type,
        comment: re.comment,
        range: [offset, valueEnd, re.offset]
      };
    }
    function plainValue(source, onError) {
      let badChar = "";
      switch (source[0]) {
        /* istanbul ignore next should not happen */
        case "	":
          badChar = "a tab character";
          break;
        case ",":
          badChar = "flow indicator character ,";
          break;
        case "%":
          badChar = "directive indicator character %";
          break;
        case "|":
        case ">": {
          badChar = `block scalar indicator ${source[0]}`;
          break;
        }
        case "@":
        case "`": {
          badChar = `reserved character ${source[0]}`;
          break;
        }
      }
      if (badChar)
        onError(0, "BAD_SCALAR_START", `Plain value cannot start with ${badChar}`);
      return unfoldLines(source);
    }
    function singleQuotedValue(source, onError) {
      if (source[source.length - 1] !== "'" || source.length === 1)
        onError(source.length, "MISSING_CHAR", "Missing closing 'quote");
      return unfoldLines(source.slice(1, -1)).replace(/''/g, "'");
    }
    function unfoldLines(source) {
      const line = /(.*?)\r?\n/sy;
      let match = line.exec(source);
      if (!match)
        return source;
      let trimEnd, trimBoth;
      try {
        trimEnd = new RegExp("(?<![ 	])[ 	]+$");
        trimBoth = new RegExp("^[ 	]+|(?<![ 	])[ 	]+$", "g");
      } catch {
        trimEnd = /[ \t]+$/;
        trimBoth = /^[ \t]+|[ \t]+$/g;
      }
      let res = match[1].replace(trimEnd, "");
      let sep = " ";
      let pos = line.lastIndex;
      while (match = line.exec(source)) {
        const lm = match[1].replace(trimBoth, "");
        if (lm === "") {
          if (sep === "\n")
            res += sep;
          else
            sep = "\n";
        } else {
          res += sep + lm;
          sep = " ";
        }
        pos = line.lastIndex;
      }
      const last = /[ \t]*(.*)/sy;
      last.lastIndex = pos;
      match = last.exec(source);
      return res + sep + (match?.[1] ?? "");
    }
    function doubleQuotedValue(source, onError) {
      let res = "";
      for (let i = 1; i < source.length - 1; ++i) {
        const ch = source[i];
        if (ch === "\r" && source[i + 1] === "\n")
          continue;
        if (ch === "\n") {
          const { fold, offset } = foldNewline(source, i);
          res += fold;
          i = offset;
        } else if (ch === "\\") {
          let next = source[++i];
          const cc = escapeCodes[next];
          if (cc)
            res += cc;
          else if (next === "\n") {
            next = source[i + 1];
            while (next === " " || next === "	")
              next = source[++i + 1];
          } else if (next === "\r" && source[i + 1] === "\n") {
            next = source[++i + 1];
            while (next === " " || next === "	")
              next = source[++i + 1];
          } else if (next === "x" || next === "u" || next === "U") {
            const length = next === "x" ? 2 : next === "u" ? 4 : 8;
            res += parseCharCode(source, i + 1, length, onError);
            i += length;
          } else {
            const raw = source.substr(i - 1, 2);
            onError(i - 1, "BAD_DQ_ESCAPE", `Invalid escape sequence ${raw}`);
            res += raw;
          }
        } else if (ch === " " || ch === "	") {
          const wsStart = i;
          let next = source[i + 1];
          while (next === " " || next === "	")
            next = source[++i + 1];
          if (next !== "\n" && !(next === "\r" && source[i + 2] === "\n"))
            res += i > wsStart ? source.slice(wsStart, i + 1) : ch;
        } else {
          res += ch;
        }
      }
      if (source[source.length - 1] !== '"' || source.length === 1)
        onError(source.length, "MISSING_CHAR", 'Missing closing "quote');
      return res;
    }
    function foldNewline(source, offset) {
      let fold = "";
      let ch = source[offset + 1];
      while (ch === " " || ch === "	" || ch === "\n" || ch === "\r") {
        if (ch === "\r" && source[offset + 2] !== "\n")
          break;
        if (ch === "\n")
          fold += "\n";
        offset += 1;
        ch = source[offset + 1];
      }
      if (!fold)
        fold = " ";
      return { fold, offset };
    }
    var escapeCodes = {
      "0": "\0",
      // null character
      a: "\x07",
      // bell character
      b: "\b",
      // backspace
      e: "\x1B",
      // escape character
      f: "\f",
      // form feed
      n: "\n",
      // line feed
      r: "\r",
      // carriage return
      t: "	",
      // horizontal tab
      v: "\v",
      // vertical tab
      N: "\x85",
      // Unicode next line
      _: "\xA0",
      // Unicode non-breaking space
      L: "\u2028",
      // Unicode line separator
      P: "\u2029",
      // Unicode paragraph separator
      " ": " ",
      '"': '"',
      "/": "/",
      "\\": "\\",
      "	": "	"
    };
    function parseCharCode(source, offset, length, onError) {
      const cc = source.substr(offset, length);
      const ok = cc.length === length && /^[0-9a-fA-F]+$/.test(cc);
      const code = ok ? parseInt(cc, 16) : NaN;
      try {
        return String.fromCodePoint(code);
      } catch {
        const raw = source.substr(offset - 2, length + 2);
        onError(offset - 2, "BAD_DQ_ESCAPE", `Invalid escape sequence ${raw}`);
        return raw;
      }
    }
    exports2.resolveFlowScalar = resolveFlowScalar;
  }
});

// node_modules/yaml/dist/compose/compose-scalar.js
var require_compose_scalar = __commonJS({
  "node_modules/yaml/dist/compose/compose-scalar.js"(exports2) {
    "use strict";
    var identity = require_identity();
    var Scalar = require_Scalar();
    var resolveBlockScalar = require_resolve_block_scalar();
    var resolveFlowScalar = require_resolve_flow_scalar();
    function composeScalar(ctx, token, tagToken, onError) {
      const { value, type, comment, range } = token.type === "block-scalar" ? resolveBlockScalar.resolveBlockScalar(ctx, token, onError) : resolveFlowScalar.resolveFlowScalar(token, ctx.options.strict, onError);
      const tagName = tagToken ? ctx.directives.tagName(tagToken.source, (msg) => onError(tagToken, "TAG_RESOLVE_FAILED", msg)) : null;
      let tag;
      if (ctx.options.stringKeys && ctx.atKey) {
        tag = ctx.schema[identity.SCALAR];
      } else if (tagName)
        tag = findScalarTagByName(ctx.schema, value, tagName, tagToken, onError);
      else if (token.type === "scalar")
        tag = findScalarTagByTest(ctx, value, token, onError);
      else
        tag = ctx.schema[identity.SCALAR];
      let scalar;
      try {
        const res = tag.resolve(value, (msg) => onError(tagToken ?? token, "TAG_RESOLVE_FAILED", msg), ctx.options);
        scalar = identity.isScalar(res) ? res : new Scalar.Scalar(res);
      } catch (error) {
        const msg = error instanceof Error ? error.message : String(error);
        onError(tagToken ?? token, "TAG_RESOLVE_FAILED", msg);
        scalar = new Scalar.Scalar(value);
      }
      scalar.range = range;
      scalar.source = value;
      if (type)
        scalar.type = type;
      if (tagName)
        scalar.tag = tagName;
      if (tag.format)
        scalar.format = tag.format;
      if (comment)
        scalar.comment = comment;
      return scalar;
    }
    function findScalarTagByName(schema, value, tagName, tagToken, onError) {
      if (tagName === "!")
        return schema[identity.SCALAR];
      const matchWithTest = [];
      for (const tag of schema.tags) {
        if (!tag.collection && tag.tag === tagName) {
          if (tag.default && tag.test)
            matchWithTest.push(tag);
          else
            return tag;
        }
      }
      for (const tag of matchWithTest)
        if (tag.test?.test(value))
          return tag;
      const kt = schema.knownTags[tagName];
      if (kt && !kt.collection) {
        schema.tags.push(Object.assign({}, kt, { default: false, test: void 0 }));
        return kt;
      }
      onError(tagToken, "TAG_RESOLVE_FAILED", `Unresolved tag: ${tagName}`, tagName !== "tag:yaml.org,2002:str");
      return schema[identity.SCALAR];
    }
    function findScalarTagByTest({ atKey, directives, schema }, value, token, onError) {
      const tag = schema.tags.find((tag2) => (tag2.default === true || atKey && tag2.default === "key") && tag2.test?.test(value)) || schema[identity.SCALAR];
      if (schema.compat) {
        const compat = schema.compat.find((tag2) => tag2.default && tag2.test?.test(value)) ?? schema[identity.SCALAR];
        if (tag.tag !== compat.tag) {
          const ts = directives.tagString(tag.tag);
          const cs = directives.tagString(compat.tag);
          const msg = `Value may be parsed as either ${ts} or ${cs}`;
          onError(token, "TAG_RESOLVE_FAILED", msg, true);
        }
      }
      return tag;
    }
    exports2.composeScalar = composeScalar;
  }
});

// node_modules/yaml/dist/compose/util-empty-scalar-position.js
var require_util_empty_scalar_position = __commonJS({
  "node_modules/yaml/dist/compose/util-empty-scalar-position.js"(exports2) {
    "use strict";
    function emptyScalarPosition(offset, before, pos) {
      if (before) {
        pos ?? (pos = before.length);
        for (let i = pos - 1; i >= 0; --i) {
          let st = before[i];
          switch (st.type) {
            case "space":
            case "comment":
            case "newline":
              offset -= st.source.length;
              continue;
          }
          st = before[++i];
          while (st?.type === "space") {
            offset += st.source.length;
            st = before[++i];
          }
          break;
        }
      }
      return offset;
    }
    exports2.emptyScalarPosition = emptyScalarPosition;
  }
});

// node_modules/yaml/dist/compose/compose-node.js
var require_compose_node = __commonJS({
  "node_modules/yaml/dist/compose/compose-node.js"(exports2) {
    "use strict";
    var Alias = require_Alias();
    var identity = require_identity();
    var composeCollection = require_compose_collection();
    var composeScalar = require_compose_scalar();
    var resolveEnd = require_resolve_end();
    var utilEmptyScalarPosition = require_util_empty_scalar_position();
    var CN = { composeNode, composeEmptyNode };
    function composeNode(ctx, token, props, onError) {
      const atKey = ctx.atKey;
      const { spaceBefore, comment, anchor, tag } = props;
      let node2;
      let isSrcToken = true;
      switch (token.type) {
        case "alias":
          node2 = composeAlias(ctx, token, onError);
          if (anchor || tag)
            onError(token, "ALIAS_PROPS", "An alias node must not specify any properties");
          break;
        case "scalar":
        case "single-quoted-scalar":
        case "double-quoted-scalar":
        case "block-scalar":
          node2 = composeScalar.composeScalar(ctx, token, tag, onError);
          if (anchor)
            node2.anchor = anchor.source.substring(1);
          break;
        case "block-map":
        case "block-seq":
        case "flow-collection":
          try {
            node2 = composeCollection.composeCollection(CN, ctx, token, props, onError);
            if (anchor)
              node2.anchor = anchor.source.substring(1);
          } catch (error) {
            const message = error instanceof Error ? error.message : String(error);
            onError(token, "RESOURCE_EXHAUSTION", message);
          }
          break;
        default: {
          const message = token.type === "error" ? token.message : `Unsupported token (type: ${token.type})`;
          onError(token, "UNEXPECTED_TOKEN", message);
          isSrcToken = false;
        }
      }
      node2 ?? (node2 = composeEmptyNode(ctx, token.offset, void 0, null, props, onError));
      if (anchor && node2.anchor === "")
        onError(anchor, "BAD_ALIAS", "Anchor cannot be an empty string");
      if (atKey && ctx.options.stringKeys && (!identity.isScalar(node2) || typeof node2.value !== "string" || node2.tag && node2.tag !== "tag:yaml.org,2002:str")) {
        const msg = "With stringKeys, all keys must be strings";
        onError(tag ?? token, "NON_STRING_KEY", msg);
      }
      if (spaceBefore)
        node2.spaceBefore = true;
      if (comment) {
        if (token.type === "scalar" && token.source === "")
          node2.comment = comment;
        else
          node2.commentBefore = comment;
      }
      if (ctx.options.keepSourceTokens && isSrcToken)
        node2.srcToken = token;
      return node2;
    }
    function composeEmptyNode(ctx, offset, before, pos, { spaceBefore, comment, anchor, tag, end }, onError) {
      const token = {
        type: "scalar",
        offset: utilEmptyScalarPosition.emptyScalarPosition(offset, before, pos),
        indent: -1,
        source: ""
      };
      const node2 = composeScalar.composeScalar(ctx, token, tag, onError);
      if (anchor) {
        node2.anchor = anchor.source.substring(1);
        if (node2.anchor === "")
          onError(anchor, "BAD_ALIAS", "Anchor cannot be an empty string");
      }
      if (spaceBefore)
        node2.spaceBefore = true;
      if (comment) {
        node2.comment = comment;
        node2.range[2] = end;
      }
      return node2;
    }
    function composeAlias({ options }, { offset, source, end }, onError) {
      const alias = new Alias.Alias(source.substring(1));
      if (alias.source === "")
        onError(offset, "BAD_ALIAS", "Alias cannot be an empty string");
      if (alias.source.endsWith(":"))
        onError(offset + source.length - 1, "BAD_ALIAS", "Alias ending in : is ambiguous", true);
      const valueEnd = offset + source.length;
      const re = resolveEnd.resolveEnd(end, valueEnd, options.strict, onError);
      alias.range = [offset, valueEnd, re.offset];
      if (re.comment)
        alias.comment = re.comment;
      return alias;
    }
    exports2.composeEmptyNode = composeEmptyNode;
    exports2.composeNode = composeNode;
  }
});

// node_modules/yaml/dist/compose/compose-doc.js
var require_compose_doc = __commonJS({
  "node_modules/yaml/dist/compose/compose-doc.js"(exports2) {
    "use strict";
    var Document = require_Document();
    var composeNode = require_compose_node();
    var resolveEnd = require_resolve_end();
    var resolveProps = require_resolve_props();
    function composeDoc(options, directives, { offset, start, value, end }, onError) {
      const opts = Object.assign({ _directives: directives }, options);
      const doc = new Document.Document(void 0, opts);
      const ctx = {
        atKey: false,
        atRoot: true,
        directives: doc.directives,
        options: doc.options,
        schema: doc.schema
      };
      const props = resolveProps.resolveProps(start, {
        indicator: "doc-start",
        next: value ?? end?.[0],
        offset,
        onError,
        parentIndent: 0,
        startOnNewline: true
      });
      if (props.found) {
        doc.directives.docStart = true;
        if (value && (value.type === "block-map" || value.type === "block-seq") && !props.hasNewline)
          onError(props.end, "MISSING_CHAR", "Block collection cannot start on same line with directives-end marker");
      }
      doc.contents = value ? composeNode.composeNode(ctx, value, props, onError) : composeNode.composeEmptyNode(ctx, props.end, start, null, props, onError);
      const contentEnd = doc.contents.range[2];
      const re = resolveEnd.resolveEnd(end, contentEnd, false, onError);
      if (re.comment)
        doc.comment = re.comment;
      doc.range = [offset, contentEnd, re.offset];
      return doc;
    }
    exports2.composeDoc = composeDoc;
  }
});

// node_modules/yaml/dist/compose/composer.js
var require_composer = __commonJS({
  "node_modules/yaml/dist/compose/composer.js"(exports2) {
    "use strict";
    var node_process = require("process");
    var directives = require_directives();
    var Document = require_Document();
    var errors3 = require_errors();
    var identity = require_identity();
    var composeDoc = require_compose_doc();
    var resolveEnd = require_resolve_end();
    function getErrorPos(src) {
      if (typeof src === "number")
        return [src, src + 1];
      if (Array.isArray(src))
        return src.length === 2 ? src : [src[0], src[1]];
      const { offset, source } = src;
      return [offset, offset + (typeof source === "string" ? source.length : 1)];
    }
    function parsePrelude(prelude) {
      let comment = "";
      let atComment = false;
      let afterEmptyLine = false;
      for (let i = 0; i < prelude.length; ++i) {
        const source = prelude[i];
        switch (source[0]) {
          case "#":
            comment += (comment === "" ? "" : afterEmptyLine ? "\n\n" : "\n") + (source.substring(1) || " ");
            atComment = true;
            afterEmptyLine = false;
            break;
          case "%":
            if (prelude[i + 1]?.[0] !== "#")
              i += 1;
            atComment = false;
            break;
          default:
            if (!atComment)
              afterEmptyLine = true;
            atComment = false;
        }
      }
      return { comment, afterEmptyLine };
    }
    var Composer = class {
      constructor(options = {}) {
        this.doc = null;
        this.atDirectives = false;
        this.prelude = [];
        this.errors = [];
        this.warnings = [];
        this.onError = (source, code, message, warning) => {
          const pos = getErrorPos(source);
          if (warning)
            this.warnings.push(new errors3.YAMLWarning(pos, code, message));
          else
            this.errors.push(new errors3.YAMLParseError(pos, code, message));
        };
        this.directives = new directives.Directives({ version: options.version || "1.2" });
        this.options = options;
      }
      decorate(doc, afterDoc) {
        const { comment, afterEmptyLine } = parsePrelude(this.prelude);
        if (comment) {
          const dc = doc.contents;
          if (afterDoc) {
            doc.comment = doc.comment ? `${doc.comment}
${comment}` : comment;
          } else if (afterEmptyLine || doc.directives.docStart || !dc) {
            doc.commentBefore = comment;
          } else if (identity.isCollection(dc) && !dc.flow && dc.items.length > 0) {
            let it = dc.items[0];
            if (identity.isPair(it))
              it = it.key;
            const cb = it.commentBefore;
            it.commentBefore = cb ? `${comment}
${cb}` : comment;
          } else {
            const cb = dc.commentBefore;
            dc.commentBefore = cb ? `${comment}
${cb}` : comment;
          }
        }
        if (afterDoc) {
          for (let i = 0; i < this.errors.length; ++i)
            doc.errors.push(this.errors[i]);
          for (let i = 0; i < this.warnings.length; ++i)
            doc.warnings.push(this.warnings[i]);
        } else {
          doc.errors = this.errors;
          doc.warnings = this.warnings;
        }
        this.prelude = [];
        this.errors = [];
        this.warnings = [];
      }
      /**
       * Current stream status information.
       *
       * Mostly useful at the end of input for an empty stream.
       */
      streamInfo() {
        return {
          comment: parsePrelude(this.prelude).comment,
          directives: this.directives,
          errors: this.errors,
          warnings: this.warnings
        };
      }
      /**
       * Compose tokens into documents.
       *
       * @param forceDoc - If the stream contains no document, still emit a final document including any comments and directives that would be applied to a subsequent document.
       * @param endOffset - Should be set if `forceDoc` is also set, to set the document range end and to indicate errors correctly.
       */
      *compose(tokens, forceDoc = false, endOffset = -1) {
        for (const token of tokens)
          yield* this.next(token);
        yield* this.end(forceDoc, endOffset);
      }
      /** Advance the composer by one CST token. */
      *next(token) {
        if (node_process.env.LOG_STREAM)
          console.dir(token, { depth: null });
        switch (token.type) {
          case "directive":
            this.directives.add(token.source, (offset, message, warning) => {
              const pos = getErrorPos(token);
              pos[0] += offset;
              this.onError(pos, "BAD_DIRECTIVE", message, warning);
            });
            this.prelude.push(token.source);
            this.atDirectives = true;
            break;
          case "document": {
            const doc = composeDoc.composeDoc(this.options, this.directives, token, this.onError);
            if (this.atDirectives && !doc.directives.docStart)
              this.onError(token, "MISSING_CHAR", "Missing directives-end/doc-start indicator line");
            this.decorate(doc, false);
            if (this.doc)
              yield this.doc;
            this.doc = doc;
            this.atDirectives = false;
            break;
          }
          case "byte-order-mark":
          case "space":
            break;
          case "comment":
          case "newline":
            this.prelude.push(token.source);
            break;
          case "error": {
            const msg = token.source ? `${token.message}: ${JSON.stringify(token.source)}` : token.message;
            const error = new errors3.YAMLParseError(getErrorPos(token), "UNEXPECTED_TOKEN", msg);
            if (this.atDirectives || !this.doc)
              this.errors.push(error);
            else
              this.doc.errors.push(error);
            break;
          }
          case "doc-end": {
            if (!this.doc) {
              const msg = "Unexpected doc-end without preceding document";
              this.errors.push(new errors3.YAMLParseError(getErrorPos(token), "UNEXPECTED_TOKEN", msg));
              break;
            }
            this.doc.directives.docEnd = true;
            const end = resolveEnd.resolveEnd(token.end, token.offset + token.source.length, this.doc.options.strict, this.onError);
            this.decorate(this.doc, true);
            if (end.comment) {
              const dc = this.doc.comment;
              this.doc.comment = dc ? `${dc}
${end.comment}` : end.comment;
            }
            this.doc.range[2] = end.offset;
            break;
          }
          default:
            this.errors.push(new errors3.YAMLParseError(getErrorPos(token), "UNEXPECTED_TOKEN", `Unsupported token ${token.type}`));
        }
      }
      /**
       * Call at end of input to yield any remaining document.
       *
       * @param forceDoc - If the stream contains no document, still emit a final document including any comments and directives that would be applied to a subsequent document.
       * @param endOffset - Should be set if `forceDoc` is also set, to set the document range end and to indicate errors correctly.
       */
      *end(forceDoc = false, endOffset = -1) {
        if (this.doc) {
          this.decorate(this.doc, true);
          yield this.doc;
          this.doc = null;
        } else if (forceDoc) {
          const opts = Object.assign({ _directives: this.directives }, this.options);
          const doc = new Document.Document(void 0, opts);
          if (this.atDirectives)
            this.onError(endOffset, "MISSING_CHAR", "Missing directives-end indicator line");
          doc.range = [0, endOffset, endOffset];
          this.decorate(doc, false);
          yield doc;
        }
      }
    };
    exports2.Composer = Composer;
  }
});

// node_modules/yaml/dist/parse/cst-scalar.js
var require_cst_scalar = __commonJS({
  "node_modules/yaml/dist/parse/cst-scalar.js"(exports2) {
    "use strict";
    var resolveBlockScalar = require_resolve_block_scalar();
    var resolveFlowScalar = require_resolve_flow_scalar();
    var errors3 = require_errors();
    var stringifyString = require_stringifyString();
    function resolveAsScalar(token, strict = true, onError) {
      if (token) {
        const _onError = (pos, code, message) => {
          const offset = typeof pos === "number" ? pos : Array.isArray(pos) ? pos[0] : pos.offset;
          if (onError)
            onError(offset, code, message);
          else
            throw new errors3.YAMLParseError([offset, offset + 1], code, message);
        };
        switch (token.type) {
          case "scalar":
          case "single-quoted-scalar":
          case "double-quoted-scalar":
            return resolveFlowScalar.resolveFlowScalar(token, strict, _onError);
          case "block-scalar":
            return resolveBlockScalar.resolveBlockScalar({ options: { strict } }, token, _onError);
        }
      }
      return null;
    }
    function createScalarToken(value, context) {
      const { implicitKey = false, indent, inFlow = false, offset = -1, type = "PLAIN" } = context;
      const source = stringifyString.stringifyString({ type, value }, {
        implicitKey,
        indent: indent > 0 ? " ".repeat(indent) : "",
        inFlow,
        options: { blockQuote: true, lineWidth: -1 }
      });
      const end = context.end ?? [
        { type: "newline", offset: -1, indent, source: "\n" }
      ];
      switch (source[0]) {
        case "|":
        case ">": {
          const he = source.indexOf("\n");
          const head = source.substring(0, he);
          const body = source.substring(he + 1) + "\n";
          const props = [
            { type: "block-scalar-header", offset, indent, source: head }
          ];
          if (!addEndtoBlockProps(props, end))
            props.push({ type: "newline", offset: -1, indent, source: "\n" });
          return { type: "block-scalar", offset, indent, props, source: body };
        }
        case '"':
          return { type: "double-quoted-scalar", offset, indent, source, end };
        case "'":
          return { type: "single-quoted-scalar", offset, indent, source, end };
        default:
          return { type: "scalar", offset, indent, source, end };
      }
    }
    function setScalarValue(token, value, context = {}) {
      let { afterKey = false, implicitKey = false, inFlow = false, type } = context;
      let indent = "indent" in token ? token.indent : null;
      if (afterKey && typeof indent === "number")
        indent += 2;
      if (!type)
        switch (token.type) {
          case "single-quoted-scalar":
            type = "QUOTE_SINGLE";
            break;
          case "double-quoted-scalar":
            type = "QUOTE_DOUBLE";
            break;
          case "block-scalar": {
            const header = token.props[0];
            if (header.type !== "block-scalar-header")
              throw new Error("Invalid block scalar header");
            type = header.source[0] === ">" ? "BLOCK_FOLDED" : "BLOCK_LITERAL";
            break;
          }
          default:
            type = "PLAIN";
        }
      const source = stringifyString.stringifyString({ type, value }, {
        implicitKey: implicitKey || indent === null,
        indent: indent !== null && indent > 0 ? " ".repeat(indent) : "",
        inFlow,
        options: { blockQuote: true, lineWidth: -1 }
      });
      switch (source[0]) {
        case "|":
        case ">":
          setBlockScalarValue(token, source);
          break;
        case '"':
          setFlowScalarValue(token, source, "double-quoted-scalar");
          break;
        case "'":
          setFlowScalarValue(token, source, "single-quoted-scalar");
          break;
        default:
          setFlowScalarValue(token, source, "scalar");
      }
    }
    function setBlockScalarValue(token, source) {
      const he = source.indexOf("\n");
      const head = source.substring(0, he);
      const body = source.substring(he + 1) + "\n";
      if (token.type === "block-scalar") {
        const header = token.props[0];
        if (header.type !== "block-scalar-header")
          throw new Error("Invalid block scalar header");
        header.source = head;
        token.source = body;
      } else {
        const { offset } = token;
        const indent = "indent" in token ? token.indent : -1;
        const props = [
          { type: "block-scalar-header", offset, indent, source: head }
        ];
        if (!addEndtoBlockProps(props, "end" in token ? token.end : void 0))
          props.push({ type: "newline", offset: -1, indent, source: "\n" });
        for (const key of Object.keys(token))
          if (key !== "type" && key !== "offset")
            delete token[key];
        Object.assign(token, { type: "block-scalar", indent, props, source: body });
      }
    }
    function addEndtoBlockProps(props, end) {
      if (end)
        for (const st of end)
          switch (st.type) {
            case "space":
            case "comment":
              props.push(st);
              break;
            case "newline":
              props.push(st);
              return true;
          }
      return false;
    }
    function setFlowScalarValue(token, source, type) {
      switch (token.type) {
        case "scalar":
        case "double-quoted-scalar":
        case "single-quoted-scalar":
          token.type = type;
          token.source = source;
          break;
        case "block-scalar": {
          const end = token.props.slice(1);
          let oa = source.length;
          if (token.props[0].type === "block-scalar-header")
            oa -= token.props[0].source.length;
          for (const tok of end)
            tok.offset += oa;
          delete token.props;
          Object.assign(token, { type, source, end });
          break;
        }
        case "block-map":
        case "block-seq": {
          const offset = token.offset + source.length;
          const nl = { type: "newline", offset, indent: token.indent, source: "\n" };
          delete token.items;
          Object.assign(token, { type, source, end: [nl] });
          break;
        }
        default: {
          const indent = "indent" in token ? token.indent : -1;
          const end = "end" in token && Array.isArray(token.end) ? token.end.filter((st) => st.type === "space" || st.type === "comment" || st.type === "newline") : [];
          for (const key of Object.keys(token))
            if (key !== "type" && key !== "offset")
              delete token[key];
          Object.assign(token, { type, indent, source, end });
        }
      }
    }
    exports2.createScalarToken = createScalarToken;
    exports2.resolveAsScalar = resolveAsScalar;
    exports2.setScalarValue = setScalarValue;
  }
});

// node_modules/yaml/dist/parse/cst-stringify.js
var require_cst_stringify = __commonJS({
  "node_modules/yaml/dist/parse/cst-stringify.js"(exports2) {
    "use strict";
    var stringify2 = (cst) => "type" in cst ? stringifyToken(cst) : stringifyItem(cst);
    function stringifyToken(token) {
      switch (token.type) {
        case "block-scalar": {
          let res = "";
          for (const tok of token.props)
            res += stringifyToken(tok);
          return res + token.source;
        }
        case "block-map":
        case "block-seq": {
          let res = "";
          for (const item of token.items)
            res += stringifyItem(item);
          return res;
        }
        case "flow-collection": {
          let res = token.start.source;
          for (const item of token.items)
            res += stringifyItem(item);
          for (const st of token.end)
            res += st.source;
          return res;
        }
        case "document": {
          let res = stringifyItem(token);
          if (token.end)
            for (const st of token.end)
              res += st.source;
          return res;
        }
        default: {
          let res = token.source;
          if ("end" in token && token.end)
            for (const st of token.end)
              res += st.source;
          return res;
        }
      }
    }
    function stringifyItem({ start, key, sep, value }) {
      let res = "";
      for (const st of start)
        res += st.source;
      if (key)
        res += stringifyToken(key);
      if (sep)
        for (const st of sep)
          res += st.source;
      if (value)
        res += stringifyToken(value);
      return res;
    }
    exports2.stringify = stringify2;
  }
});

// node_modules/yaml/dist/parse/cst-visit.js
var require_cst_visit = __commonJS({
  "node_modules/yaml/dist/parse/cst-visit.js"(exports2) {
    "use strict";
    var BREAK = /* @__PURE__ */ Symbol("break visit");
    var SKIP = /* @__PURE__ */ Symbol("skip children");
    var REMOVE = /* @__PURE__ */ Symbol("remove item");
    function visit(cst, visitor) {
      if ("type" in cst && cst.type === "document")
        cst = { start: cst.start, value: cst.value };
      _visit(Object.freeze([]), cst, visitor);
    }
    visit.BREAK = BREAK;
    visit.SKIP = SKIP;
    visit.REMOVE = REMOVE;
    visit.itemAtPath = (cst, path2) => {
      let item = cst;
      for (const [field, index] of path2) {
        const tok = item?.[field];
        if (tok && "items" in tok) {
          item = tok.items[index];
        } else
          return void 0;
      }
      return item;
    };
    visit.parentCollection = (cst, path2) => {
      const parent = visit.itemAtPath(cst, path2.slice(0, -1));
      const field = path2[path2.length - 1][0];
      const coll = parent?.[field];
      if (coll && "items" in coll)
        return coll;
      throw new Error("Parent collection not found");
    };
    function _visit(path2, item, visitor) {
      let ctrl = visitor(item, path2);
      if (typeof ctrl === "symbol")
        return ctrl;
      for (const field of ["key", "value"]) {
        const token = item[field];
        if (token && "items" in token) {
          for (let i = 0; i < token.items.length; ++i) {
            const ci = _visit(Object.freeze(path2.concat([[field, i]])), token.items[i], visitor);
            if (typeof ci === "number")
              i = ci - 1;
            else if (ci === BREAK)
              return BREAK;
            else if (ci === REMOVE) {
              token.items.splice(i, 1);
              i -= 1;
            }
          }
          if (typeof ctrl === "function" && field === "key")
            ctrl = ctrl(item, path2);
        }
      }
      return typeof ctrl === "function" ? ctrl(item, path2) : ctrl;
    }
    exports2.visit = visit;
  }
});

// node_modules/yaml/dist/parse/cst.js
var require_cst = __commonJS({
  "node_modules/yaml/dist/parse/cst.js"(exports2) {
    "use strict";
    var cstScalar = require_cst_scalar();
    var cstStringify = require_cst_stringify();
    var cstVisit = require_cst_visit();
    var BOM = "\uFEFF";
    var DOCUMENT = "";
    var FLOW_END = "";
    var SCALAR = "";
    var isCollection = (token) => !!token && "items" in token;
    var isScalar = (token) => !!token && (token.type === "scalar" || token.type === "single-quoted-scalar" || token.type === "double-quoted-scalar" || token.type === "block-scalar");
    function prettyToken(token) {
      switch (token) {
        case BOM:
          return "<BOM>";
        case DOCUMENT:
          return "<DOC>";
        case FLOW_END:
          return "<FLOW_END>";
        case SCALAR:
          return "<SCALAR>";
        default:
          return JSON.stringify(token);
      }
    }
    function tokenType(source) {
      switch (source) {
        case BOM:
          return "byte-order-mark";
        case DOCUMENT:
          return "doc-mode";
        case FLOW_END:
          return "flow-error-end";
        case SCALAR:
          return "scalar";
        case "---":
          return "doc-start";
        case "...":
          return "doc-end";
        case "":
        case "\n":
        case "\r\n":
          return "newline";
        case "-":
          return "seq-item-ind";
        case "?":
          return "explicit-key-ind";
        case ":":
          return "map-value-ind";
        case "{":
          return "flow-map-start";
        case "}":
          return "flow-map-end";
        case "[":
          return "flow-seq-start";
        case "]":
          return "flow-seq-end";
        case ",":
          return "comma";
      }
      switch (source[0]) {
        case " ":
        case "	":
          return "space";
        case "#":
          return "comment";
        case "%":
          return "directive-line";
        case "*":
          return "alias";
        case "&":
          return "anchor";
        case "!":
          return "tag";
        case "'":
          return "single-quoted-scalar";
        case '"':
          return "double-quoted-scalar";
        case "|":
        case ">":
          return "block-scalar-header";
      }
      return null;
    }
    exports2.createScalarToken = cstScalar.createScalarToken;
    exports2.resolveAsScalar = cstScalar.resolveAsScalar;
    exports2.setScalarValue = cstScalar.setScalarValue;
    exports2.stringify = cstStringify.stringify;
    exports2.visit = cstVisit.visit;
    exports2.BOM = BOM;
    exports2.DOCUMENT = DOCUMENT;
    exports2.FLOW_END = FLOW_END;
    exports2.SCALAR = SCALAR;
    exports2.isCollection = isCollection;
    exports2.isScalar = isScalar;
    exports2.prettyToken = prettyToken;
    exports2.tokenType = tokenType;
  }
});

// node_modules/yaml/dist/parse/lexer.js
var require_lexer = __commonJS({
  "node_modules/yaml/dist/parse/lexer.js"(exports2) {
    "use strict";
    var cst = require_cst();
    function isEmpty(ch) {
      switch (ch) {
        case void 0:
        case " ":
        case "\n":
        case "\r":
        case "	":
          return true;
        default:
          return false;
      }
    }
    var hexDigits = new Set("0123456789ABCDEFabcdef");
    var tagChars = new Set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-#;/?:@&=+$_.!~*'()");
    var flowIndicatorChars = new Set(",[]{}");
    var invalidAnchorChars = new Set(" ,[]{}\n\r	");
    var isNotAnchorChar = (ch) => !ch || invalidAnchorChars.has(ch);
    var Lexer = class {
      constructor() {
        this.atEnd = false;
        this.blockScalarIndent = -1;
        this.blockScalarKeep = false;
        this.buffer = "";
        this.flowKey = false;
        this.flowLevel = 0;
        this.indentNext = 0;
        this.indentValue = 0;
        this.lineEndPos = null;
        this.next = null;
        this.pos = 0;
      }
      /**
       * Generate YAML tokens from the `source` string. If `incomplete`,
       * a part of the last line may be left as a buffer for the next call.
       *
       * @returns A generator of lexical tokens
       */
      *lex(source, incomplete = false) {
        if (source) {
          if (typeof source !== "string")
            throw TypeError("source is not a string");
          this.buffer = this.buffer ? this.buffer + source : source;
          this.lineEndPos = null;
        }
        this.atEnd = !incomplete;
        let next = this.next ?? "stream";
        while (next && (incomplete || this.hasChars(1)))
          next = yield* this.parseNext(next);
      }
      atLineEnd() {
        let i = this.pos;
        let ch = this.buffer[i];
        while (ch === " " || ch === "	")
          ch = this.buffer[++i];
        if (!ch || ch === "#" || ch === "\n")
          return true;
        if (ch === "\r")
          return this.buffer[i + 1] === "\n";
        return false;
      }
      charAt(n) {
        return this.buffer[this.pos + n];
      }
      continueScalar(offset) {
        let ch = this.buffer[offset];
        if (this.indentNext > 0) {
          let indent = 0;
          while (ch === " ")
            ch = this.buffer[++indent + offset];
          if (ch === "\r") {
            const next = this.buffer[indent + offset + 1];
            if (next === "\n" || !next && !this.atEnd)
              return offset + indent + 1;
          }
          return ch === "\n" || indent >= this.indentNext || !ch && !this.atEnd ? offset + indent : -1;
        }
        if (ch === "-" || ch === ".") {
          const dt = this.buffer.substr(offset, 3);
          if ((dt === "---" || dt === "...") && isEmpty(this.buffer[offset + 3]))
            return -1;
        }
        return offset;
      }
      getLine() {
        let end = this.lineEndPos;
        if (typeof end !== "number" || end !== -1 && end < this.pos) {
          end = this.buffer.indexOf("\n", this.pos);
          this.lineEndPos = end;
        }
        if (end === -1)
          return this.atEnd ? this.buffer.substring(this.pos) : null;
        if (this.buffer[end - 1] === "\r")
          end -= 1;
        return this.buffer.substring(this.pos, end);
      }
      hasChars(n) {
        return this.pos + n <= this.buffer.length;
      }
      setNext(state) {
        this.buffer = this.buffer.substring(this.pos);
        this.pos = 0;
        this.lineEndPos = null;
        this.next = state;
        return null;
      }
      peek(n) {
        return this.buffer.substr(this.pos, n);
      }
      *parseNext(next) {
        switch (next) {
          case "stream":
            return yield* this.parseStream();
          case "line-start":
            return yield* this.parseLineStart();
          case "block-start":
            return yield* this.parseBlockStart();
          case "doc":
            return yield* this.parseDocument();
          case "flow":
            return yield* this.parseFlowCollection();
          case "quoted-scalar":
            return yield* this.parseQuotedScalar();
          case "block-scalar":
            return yield* this.parseBlockScalar();
          case "plain-scalar":
            return yield* this.parsePlainScalar();
        }
      }
      *parseStream() {
        let line = this.getLine();
        if (line === null)
          return this.setNext("stream");
        if (line[0] === cst.BOM) {
          yield* this.pushCount(1);
          line = line.substring(1);
        }
        if (line[0] === "%") {
          let dirEnd = line.length;
          let cs = line.indexOf("#");
          while (cs !== -1) {
            const ch = line[cs - 1];
            if (ch === " " || ch === "	") {
              dirEnd = cs - 1;
              break;
            } else {
              cs = line.indexOf("#", cs + 1);
            }
          }
          while (true) {
            const ch = line[dirEnd - 1];
            if (ch === " " || ch === "	")
              dirEnd -= 1;
            else
              break;
          }
          const n = (yield* this.pushCount(dirEnd)) + (yield* this.pushSpaces(true));
          yield* this.pushCount(line.length - n);
          this.pushNewline();
          return "stream";
        }
        if (this.atLineEnd()) {
          const sp = yield* this.pushSpaces(true);
          yield* this.pushCount(line.length - sp);
          yield* this.pushNewline();
          return "stream";
        }
        yield cst.DOCUMENT;
        return yield* this.parseLineStart();
      }
      *parseLineStart() {
        const ch = this.charAt(0);
        if (!ch && !this.atEnd)
          return this.setNext("line-start");
        if (ch === "-" || ch === ".") {
          if (!this.atEnd && !this.hasChars(4))
            return this.setNext("line-start");
          const s = this.peek(3);
          if ((s === "---" || s === "...") && isEmpty(this.charAt(3))) {
            yield* this.pushCount(3);
            this.indentValue = 0;
            this.indentNext = 0;
            return s === "---" ? "doc" : "stream";
          }
        }
        this.indentValue = yield* this.pushSpaces(false);
        if (this.indentNext > this.indentValue && !isEmpty(this.charAt(1)))
          this.indentNext = this.indentValue;
        return yield* this.parseBlockStart();
      }
      *parseBlockStart() {
        const [ch0, ch1] = this.peek(2);
        if (!ch1 && !this.atEnd)
          return this.setNext("block-start");
        if ((ch0 === "-" || ch0 === "?" || ch0 === ":") && isEmpty(ch1)) {
          const n = (yield* this.pushCount(1)) + (yield* this.pushSpaces(true));
          this.indentNext = this.indentValue + 1;
          this.indentValue += n;
          return "block-start";
        }
        return "doc";
      }
      *parseDocument() {
        yield* this.pushSpaces(true);
        const line = this.getLine();
        if (line === null)
          return this.setNext("doc");
        let n = yield* this.pushIndicators();
        switch (line[n]) {
          case "#":
            yield* this.pushCount(line.length - n);
          // fallthrough
          case void 0:
            yield* this.pushNewline();
            return yield* this.parseLineStart();
          case "{":
          case "[":
            yield* this.pushCount(1);
            this.flowKey = false;
            this.flowLevel = 1;
            return "flow";
          case "}":
          case "]":
            yield* this.pushCount(1);
            return "doc";
          case "*":
            yield* this.pushUntil(isNotAnchorChar);
            return "doc";
          case '"':
          case "'":
            return yield* this.parseQuotedScalar();
          case "|":
          case ">":
            n += yield* this.parseBlockScalarHeader();
            n += yield* this.pushSpaces(true);
            yield* this.pushCount(line.length - n);
            yield* this.pushNewline();
            return yield* this.parseBlockScalar();
          default:
            return yield* this.parsePlainScalar();
        }
      }
      *parseFlowCollection() {
        let nl, sp;
        let indent = -1;
        do {
          nl = yield* this.pushNewline();
          if (nl > 0) {
            sp = yield* this.pushSpaces(false);
            this.indentValue = indent = sp;
          } else {
            sp = 0;
          }
          sp += yield* this.pushSpaces(true);
        } while (nl + sp > 0);
        const line = this.getLine();
        if (line === null)
          return this.setNext("flow");
        if (indent !== -1 && indent < this.indentNext && line[0] !== "#" || indent === 0 && (line.startsWith("---") || line.startsWith("...")) && isEmpty(line[3])) {
          const atFlowEndMarker = indent === this.indentNext - 1 && this.flowLevel === 1 && (line[0] === "]" || line[0] === "}");
          if (!atFlowEndMarker) {
            this.flowLevel = 0;
            yield cst.FLOW_END;
            return yield* this.parseLineStart();
          }
        }
        let n = 0;
        while (line[n] === ",") {
          n += yield* this.pushCount(1);
          n += yield* this.pushSpaces(true);
          this.flowKey = false;
        }
        n += yield* this.pushIndicators();
        switch (line[n]) {
          case void 0:
            return "flow";
          case "#":
            yield* this.pushCount(line.length - n);
            return "flow";
          case "{":
          case "[":
            yield* this.pushCount(1);
            this.flowKey = false;
            this.flowLevel += 1;
            return "flow";
          case "}":
          case "]":
            yield* this.pushCount(1);
            this.flowKey = true;
            this.flowLevel -= 1;
            return this.flowLevel ? "flow" : "doc";
          case "*":
            yield* this.pushUntil(isNotAnchorChar);
            return "flow";
          case '"':
          case "'":
            this.flowKey = true;
            return yield* this.parseQuotedScalar();
          case ":": {
            const next = this.charAt(1);
            if (this.flowKey || isEmpty(next) || next === ",") {
              this.flowKey = false;
              yield* this.pushCount(1);
              yield* this.pushSpaces(true);
              return "flow";
            }
          }
          // fallthrough
          default:
            this.flowKey = false;
            return yield* this.parsePlainScalar();
        }
      }
      *parseQuotedScalar() {
        const quote = this.charAt(0);
        let end = this.buffer.indexOf(quote, this.pos + 1);
        if (quote === "'") {
          while (end !== -1 && this.buffer[end + 1] === "'")
            end = this.buffer.indexOf("'", end + 2);
        } else {
          while (end !== -1) {
            let n = 0;
            while (this.buffer[end - 1 - n] === "\\")
              n += 1;
            if (n % 2 === 0)
              break;
            end = this.buffer.indexOf('"', end + 1);
          }
        }
        const qb = this.buffer.substring(0, end);
        let nl = qb.indexOf("\n", this.pos);
        if (nl !== -1) {
          while (nl !== -1) {
            const cs = this.continueScalar(nl + 1);
            if (cs === -1)
              break;
            nl = qb.indexOf("\n", cs);
          }
          if (nl !== -1) {
            end = nl - (qb[nl - 1] === "\r" ? 2 : 1);
          }
        }
        if (end === -1) {
          if (!this.atEnd)
            return this.setNext("quoted-scalar");
          end = this.buffer.length;
        }
        yield* this.pushToIndex(end + 1, false);
        return this.flowLevel ? "flow" : "doc";
      }
      *parseBlockScalarHeader() {
        this.blockScalarIndent = -1;
        this.blockScalarKeep = false;
        let i = this.pos;
        while (true) {
          const ch = this.buffer[++i];
          if (ch === "+")
            this.blockScalarKeep = true;
          else if (ch > "0" && ch <= "9")
            this.blockScalarIndent = Number(ch) - 1;
          else if (ch !== "-")
            break;
        }
        return yield* this.pushUntil((ch) => isEmpty(ch) || ch === "#");
      }
      *parseBlockScalar() {
        let nl = this.pos - 1;
        let indent = 0;
        let ch;
        loop: for (let i2 = this.pos; ch = this.buffer[i2]; ++i2) {
          switch (ch) {
            case " ":
              indent += 1;
              break;
            case "\n":
              nl = i2;
              indent = 0;
              break;
            case "\r": {
              const next = this.buffer[i2 + 1];
              if (!next && !this.atEnd)
                return this.setNext("block-scalar");
              if (next === "\n")
                break;
            }
            // fallthrough
            default:
              break loop;
          }
        }
        if (!ch && !this.atEnd)
          return this.setNext("block-scalar");
        if (indent >= this.indentNext) {
          if (this.blockScalarIndent === -1)
            this.indentNext = indent;
          else {
            this.indentNext = this.blockScalarIndent + (this.indentNext === 0 ? 1 : this.indentNext);
          }
          do {
            const cs = this.continueScalar(nl + 1);
            if (cs === -1)
              break;
            nl = this.buffer.indexOf("\n", cs);
          } while (nl !== -1);
          if (nl === -1) {
            if (!this.atEnd)
              return this.setNext("block-scalar");
            nl = this.buffer.length;
          }
        }
        let i = nl + 1;
        ch = this.buffer[i];
        while (ch === " ")
          ch = this.buffer[++i];
        if (ch === "	") {
          while (ch === "	" || ch === " " || ch === "\r" || ch === "\n")
            ch = this.buffer[++i];
          nl = i - 1;
        } else if (!this.blockScalarKeep) {
          do {
            let i2 = nl - 1;
            let ch2 = this.buffer[i2];
            if (ch2 === "\r")
              ch2 = this.buffer[--i2];
            const lastChar = i2;
            while (ch2 === " ")
              ch2 = this.buffer[--i2];
            if (ch2 === "\n" && i2 >= this.pos && i2 + 1 + indent > lastChar)
              nl = i2;
            else
              break;
          } while (true);
        }
        yield cst.SCALAR;
        yield* this.pushToIndex(nl + 1, true);
        return yield* this.parseLineStart();
      }
      *parsePlainScalar() {
        const inFlow = this.flowLevel > 0;
        let end = this.pos - 1;
        let i = this.pos - 1;
        let ch;
        while (ch = this.buffer[++i]) {
          if (ch === ":") {
            const next = this.buffer[i + 1];
            if (isEmpty(next) || inFlow && flowIndicatorChars.has(next))
              break;
            end = i;
          } else if (isEmpty(ch)) {
            let next = this.buffer[i + 1];
            if (ch === "\r") {
              if (next === "\n") {
                i += 1;
                ch = "\n";
                next = this.buffer[i + 1];
              } else
                end = i;
            }
            if (next === "#" || inFlow && flowIndicatorChars.has(next))
              break;
            if (ch === "\n") {
              const cs = this.continueScalar(i + 1);
              if (cs === -1)
                break;
              i = Math.max(i, cs - 2);
            }
          } else {
            if (inFlow && flowIndicatorChars.has(ch))
              break;
            end = i;
          }
        }
        if (!ch && !this.atEnd)
          return this.setNext("plain-scalar");
        yield cst.SCALAR;
        yield* this.pushToIndex(end + 1, true);
        return inFlow ? "flow" : "doc";
      }
      *pushCount(n) {
        if (n > 0) {
          yield this.buffer.substr(this.pos, n);
          this.pos += n;
          return n;
        }
        return 0;
      }
      *pushToIndex(i, allowEmpty) {
        const s = this.buffer.slice(this.pos, i);
        if (s) {
          yield s;
          this.pos += s.length;
          return s.length;
        } else if (allowEmpty)
          yield "";
        return 0;
      }
      *pushIndicators() {
        let n = 0;
        loop: while (true) {
          switch (this.charAt(0)) {
            case "!":
              n += yield* this.pushTag();
              n += yield* this.pushSpaces(true);
              continue loop;
            case "&":
              n += yield* this.pushUntil(isNotAnchorChar);
              n += yield* this.pushSpaces(true);
              continue loop;
            case "-":
            // this is an error
            case "?":
            // this is an error outside flow collections
            case ":": {
              const inFlow = this.flowLevel > 0;
              const ch1 = this.charAt(1);
              if (isEmpty(ch1) || inFlow && flowIndicatorChars.has(ch1)) {
                if (!inFlow)
                  this.indentNext = this.indentValue + 1;
                else if (this.flowKey)
                  this.flowKey = false;
                n += yield* this.pushCount(1);
                n += yield* this.pushSpaces(true);
                continue loop;
              }
            }
          }
          break loop;
        }
        return n;
      }
      *pushTag() {
        if (this.charAt(1) === "<") {
          let i = this.pos + 2;
          let ch = this.buffer[i];
          while (!isEmpty(ch) && ch !== ">")
            ch = this.buffer[++i];
          return yield* this.pushToIndex(ch === ">" ? i + 1 : i, false);
        } else {
          let i = this.pos + 1;
          let ch = this.buffer[i];
          while (ch) {
            if (tagChars.has(ch))
              ch = this.buffer[++i];
            else if (ch === "%" && hexDigits.has(this.buffer[i + 1]) && hexDigits.has(this.buffer[i + 2])) {
              ch = this.buffer[i += 3];
            } else
              break;
          }
          return yield* this.pushToIndex(i, false);
        }
      }
      *pushNewline() {
        const ch = this.buffer[this.pos];
        if (ch === "\n")
          return yield* this.pushCount(1);
        else if (ch === "\r" && this.charAt(1) === "\n")
          return yield* this.pushCount(2);
        else
          return 0;
      }
      *pushSpaces(allowTabs) {
        let i = this.pos - 1;
        let ch;
        do {
          ch = this.buffer[++i];
        } while (ch === " " || allowTabs && ch === "	");
        const n = i - this.pos;
        if (n > 0) {
          yield this.buffer.substr(this.pos, n);
          this.pos = i;
        }
        return n;
      }
      *pushUntil(test) {
        let i = this.pos;
        let ch = this.buffer[i];
        while (!test(ch))
          ch = this.buffer[++i];
        return yield* this.pushToIndex(i, false);
      }
    };
    exports2.Lexer = Lexer;
  }
});

// node_modules/yaml/dist/parse/line-counter.js
var require_line_counter = __commonJS({
  "node_modules/yaml/dist/parse/line-counter.js"(exports2) {
    "use strict";
    var LineCounter = class {
      constructor() {
        this.lineStarts = [];
        this.addNewLine = (offset) => this.lineStarts.push(offset);
        this.linePos = (offset) => {
          let low = 0;
          let high = this.lineStarts.length;
          while (low < high) {
            const mid = low + high >> 1;
            if (this.lineStarts[mid] < offset)
              low = mid + 1;
            else
              high = mid;
          }
          if (this.lineStarts[low] === offset)
            return { line: low + 1, col: 1 };
          if (low === 0)
            return { line: 0, col: offset };
          const start = this.lineStarts[low - 1];
          return { line: low, col: offset - start + 1 };
        };
      }
    };
    exports2.LineCounter = LineCounter;
  }
});

// node_modules/yaml/dist/parse/parser.js
var require_parser = __commonJS({
  "node_modules/yaml/dist/parse/parser.js"(exports2) {
    "use strict";
    var node_process = require("process");
    var cst = require_cst();
    var lexer = require_lexer();
    function includesToken(list, type) {
      for (let i = 0; i < list.length; ++i)
        if (list[i].type === type)
          return true;
      return false;
    }
    function findNonEmptyIndex(list) {
      for (let i = 0; i < list.length; ++i) {
        switch (list[i].type) {
          case "space":
          case "comment":
          case "newline":
            break;
          default:
            return i;
        }
      }
      return -1;
    }
    function isFlowToken(token) {
      switch (token?.type) {
        case "alias":
        case "scalar":
        case "single-quoted-scalar":
        case "double-quoted-scalar":
        case "flow-collection":
          return true;
        default:
          return false;
      }
    }
    function getPrevProps(parent) {
      switch (parent.type) {
        case "document":
          return parent.start;
        case "block-map": {
          const it = parent.items[parent.items.length - 1];
          return it.sep ?? it.start;
        }
        case "block-seq":
          return parent.items[parent.items.length - 1].start;
        /* istanbul ignore next should not happen */
        default:
          return [];
      }
    }
    function getFirstKeyStartProps(prev) {
      if (prev.length === 0)
        return [];
      let i = prev.length;
      loop: while (--i >= 0) {
        switch (prev[i].type) {
          case "doc-start":
          case "explicit-key-ind":
          case "map-value-ind":
          case "seq-item-ind":
          case "newline":
            break loop;
        }
      }
      while (prev[++i]?.type === "space") {
      }
      return prev.splice(i, prev.length);
    }
    function arrayPushArray(target2, source) {
      if (source.length < 1e5)
        Array.prototype.push.apply(target2, source);
      else
        for (let i = 0; i < source.length; ++i)
          target2.push(source[i]);
    }
    function fixFlowSeqItems(fc) {
      if (fc.start.type === "flow-seq-start") {
        for (const it of fc.items) {
          if (it.sep && !it.value && !includesToken(it.start, "explicit-key-ind") && !includesToken(it.sep, "map-value-ind")) {
            if (it.key)
              it.value = it.key;
            delete it.key;
            if (isFlowToken(it.value)) {
              if (it.value.end)
                arrayPushArray(it.value.end, it.sep);
              else
                it.value.end = it.sep;
            } else
              arrayPushArray(it.start, it.sep);
            delete it.sep;
          }
        }
      }
    }
    var Parser2 = class {
      /**
       * @param onNewLine - If defined, called separately with the start position of
       *   each new line (in `parse()`, including the start of input).
       */
      constructor(onNewLine) {
        this.atNewLine = true;
        this.atScalar = false;
        this.indent = 0;
        this.offset = 0;
        this.onKeyLine = false;
        this.stack = [];
        this.source = "";
        this.type = "";
        this.lexer = new lexer.Lexer();
        this.onNewLine = onNewLine;
      }
      /**
       * Parse `source` as a YAML stream.
       * If `incomplete`, a part of the last line may be left as a buffer for the next call.
       *
       * Errors are not thrown, but yielded as `{ type: 'error', message }` tokens.
       *
       * @returns A generator of tokens representing each directive, document, and other structure.
       */
      *parse(source, incomplete = false) {
        if (this.onNewLine && this.offset === 0)
          this.onNewLine(0);
        for (const lexeme of this.lexer.lex(source, incomplete))
          yield* this.next(lexeme);
        if (!incomplete)
          yield* this.end();
      }
      /**
       * Advance the parser by the `source` of one lexical token.
       */
      *next(source) {
        this.source = source;
        if (node_process.env.LOG_TOKENS)
          console.log("|", cst.prettyToken(source));
        if (this.atScalar) {
          this.atScalar = false;
          yield* this.step();
          this.offset += source.length;
          return;
        }
        const type = cst.tokenType(source);
        if (!type) {
          const message = `Not a YAML token: ${source}`;
          yield* this.pop({ type: "error", offset: this.offset, message, source });
          this.offset += source.length;
        } else if (type === "scalar") {
          this.atNewLine = false;
          this.atScalar = true;
          this.type = "scalar";
        } else {
          this.type = type;
          yield* this.step();
          switch (type) {
            case "newline":
              this.atNewLine = true;
              this.indent = 0;
              if (this.onNewLine)
                this.onNewLine(this.offset + source.length);
              break;
            case "space":
              if (this.atNewLine && source[0] === " ")
                this.indent += source.length;
              break;
            case "explicit-key-ind":
            case "map-value-ind":
            case "seq-item-ind":
              if (this.atNewLine)
                this.indent += source.length;
              break;
            case "doc-mode":
            case "flow-error-end":
              return;
            default:
              this.atNewLine = false;
          }
          this.offset += source.length;
        }
      }
      /** Call at end of input to push out any remaining constructions */
      *end() {
        while (this.stack.length > 0)
          yield* this.pop();
      }
      get sourceToken() {
        const st = {
          type: this.type,
          offset: this.offset,
          indent: this.indent,
          source: this.source
        };
        return st;
      }
      *step() {
        const top = this.peek(1);
        if (this.type === "doc-end" && top?.type !== "doc-end") {
          while (this.stack.length > 0)
            yield* this.pop();
          this.stack.push({
            type: "doc-end",
            offset: this.offset,
            source: this.source
          });
          return;
        }
        if (!top)
          return yield* this.stream();
        switch (top.type) {
          case "document":
            return yield* this.document(top);
          case "alias":
          case "scalar":
          case "single-quoted-scalar":
          case "double-quoted-scalar":
            return yield* this.scalar(top);
          case "block-scalar":
            return yield* this.blockScalar(top);
          case "block-map":
            return yield* this.blockMap(top);
          case "block-seq":
            return yield* this.blockSequence(top);
          case "flow-collection":
            return yield* this.flowCollection(top);
          case "doc-end":
            return yield* this.documentEnd(top);
        }
        yield* this.pop();
      }
      peek(n) {
        return this.stack[this.stack.length - n];
      }
      *pop(error) {
        const token = error ?? this.stack.pop();
        if (!token) {
          const message = "Tried to pop an empty stack";
          yield { type: "error", offset: this.offset, source: "", message };
        } else if (this.stack.length === 0) {
          yield token;
        } else {
          const top = this.peek(1);
          if (token.type === "block-scalar") {
            token.indent = "indent" in top ? top.indent : 0;
          } else if (token.type === "flow-collection" && top.type === "document") {
            token.indent = 0;
          }
          if (token.type === "flow-collection")
            fixFlowSeqItems(token);
          switch (top.type) {
            case "document":
              top.value = token;
              break;
            case "block-scalar":
              top.props.push(token);
              break;
            case "block-map": {
              const it = top.items[top.items.length - 1];
              if (it.value) {
                top.items.push({ start: [], key: token, sep: [] });
                this.onKeyLine = true;
                return;
              } else if (it.sep) {
                it.value = token;
              } else {
                Object.assign(it, { key: token, sep: [] });
                this.onKeyLine = !it.explicitKey;
                return;
              }
              break;
            }
            case "block-seq": {
              const it = top.items[top.items.length - 1];
              if (it.value)
                top.items.push({ start: [], value: token });
              else
                it.value = token;
              break;
            }
            case "flow-collection": {
              const it = top.items[top.items.length - 1];
              if (!it || it.value)
                top.items.push({ start: [], key: token, sep: [] });
              else if (it.sep)
                it.value = token;
              else
                Object.assign(it, { key: token, sep: [] });
              return;
            }
            /* istanbul ignore next should not happen */
            default:
              yield* this.pop();
              yield* this.pop(token);
          }
          if ((top.type === "document" || top.type === "block-map" || top.type === "block-seq") && (token.type === "block-map" || token.type === "block-seq")) {
            const last = token.items[token.items.length - 1];
            if (last && !last.sep && !last.value && last.start.length > 0 && findNonEmptyIndex(last.start) === -1 && (token.indent === 0 || last.start.every((st) => st.type !== "comment" || st.indent < token.indent))) {
              if (top.type === "document")
                top.end = last.start;
              else
                top.items.push({ start: last.start });
              token.items.splice(-1, 1);
            }
          }
        }
      }
      *stream() {
        switch (this.type) {
          case "directive-line":
            yield { type: "directive", offset: this.offset, source: this.source };
            return;
          case "byte-order-mark":
          case "space":
          case "comment":
          case "newline":
            yield this.sourceToken;
            return;
          case "doc-mode":
          case "doc-start": {
            const doc = {
              type: "document",
              offset: this.offset,
              start: []
            };
            if (this.type === "doc-start")
              doc.start.push(this.sourceToken);
            this.stack.push(doc);
            return;
          }
        }
        yield {
          type: "error",
          offset: this.offset,
          message: `Unexpected ${this.type} token in YAML stream`,
          source: this.source
        };
      }
      *document(doc) {
        if (doc.value)
          return yield* this.lineEnd(doc);
        switch (this.type) {
          case "doc-start": {
            if (findNonEmptyIndex(doc.start) !== -1) {
              yield* this.pop();
              yield* this.step();
            } else
              doc.start.push(this.sourceToken);
            return;
          }
          case "anchor":
          case "tag":
          case "space":
          case "comment":
          case "newline":
            doc.start.push(this.sourceToken);
            return;
        }
        const bv = this.startBlockValue(doc);
        if (bv)
          this.stack.push(bv);
        else {
          yield {
            type: "error",
            offset: this.offset,
            message: `Unexpected ${this.type} token in YAML document`,
            source: this.source
          };
        }
      }
      *scalar(scalar) {
        if (this.type === "map-value-ind") {
          const prev = getPrevProps(this.peek(2));
          const start = getFirstKeyStartProps(prev);
          let sep;
          if (scalar.end) {
            sep = scalar.end;
            sep.push(this.sourceToken);
            delete scalar.end;
          } else
            sep = [this.sourceToken];
          const map = {
            type: "block-map",
            offset: scalar.offset,
            indent: scalar.indent,
            items: [{ start, key: scalar, sep }]
          };
          this.onKeyLine = true;
          this.stack[this.stack.length - 1] = map;
        } else
          yield* this.lineEnd(scalar);
      }
      *blockScalar(scalar) {
        switch (this.type) {
          case "space":
          case "comment":
          case "newline":
            scalar.props.push(this.sourceToken);
            return;
          case "scalar":
            scalar.source = this.source;
            this.atNewLine = true;
            this.indent = 0;
            if (this.onNewLine) {
              let nl = this.source.indexOf("\n") + 1;
              while (nl !== 0) {
                this.onNewLine(this.offset + nl);
                nl = this.source.indexOf("\n", nl) + 1;
              }
            }
            yield* this.pop();
            break;
          /* istanbul ignore next should not happen */
          default:
            yield* this.pop();
            yield* this.step();
        }
      }
      *blockMap(map) {
        const it = map.items[map.items.length - 1];
        switch (this.type) {
          case "newline":
            this.onKeyLine = false;
            if (it.value) {
              const end = "end" in it.value ? it.value.end : void 0;
              const last = Array.isArray(end) ? end[end.length - 1] : void 0;
              if (last?.type === "comment")
                end?.push(this.sourceToken);
              else
                map.items.push({ start: [this.sourceToken] });
            } else if (it.sep) {
              it.sep.push(this.sourceToken);
            } else {
              it.start.push(this.sourceToken);
            }
            return;
          case "space":
          case "comment":
            if (it.value) {
              map.items.push({ start: [this.sourceToken] });
            } else if (it.sep) {
              it.sep.push(this.sourceToken);
            } else {
              if (this.atIndentedComment(it.start, map.indent)) {
                const prev = map.items[map.items.length - 2];
                const end = prev?.value?.end;
                if (Array.isArray(end)) {
                  arrayPushArray(end, it.start);
                  end.push(this.sourceToken);
                  map.items.pop();
                  return;
                }
              }
              it.start.push(this.sourceToken);
            }
            return;
        }
        if (this.indent >= map.indent) {
          const atMapIndent = !this.onKeyLine && this.indent === map.indent;
          const atNextItem = atMapIndent && (it.sep || it.explicitKey) && this.type !== "seq-item-ind";
          let start = [];
          if (atNextItem && it.sep && !it.value) {
            const nl = [];
            for (let i = 0; i < it.sep.length; ++i) {
              const st = it.sep[i];
              switch (st.type) {
                case "newline":
                  nl.push(i);
                  break;
                case "space":
                  break;
                case "comment":
                  if (st.indent > map.indent)
                    nl.length = 0;
                  break;
                default:
                  nl.length = 0;
              }
            }
            if (nl.length >= 2)
              start = it.sep.splice(nl[1]);
          }
          switch (this.type) {
            case "anchor":
            case "tag":
              if (atNextItem || it.value) {
                start.push(this.sourceToken);
                map.items.push({ start });
                this.onKeyLine = true;
              } else if (it.sep) {
                it.sep.push(this.sourceToken);
              } else {
                it.start.push(this.sourceToken);
              }
              return;
            case "explicit-key-ind":
              if (!it.sep && !it.explicitKey) {
                it.start.push(this.sourceToken);
                it.explicitKey = true;
              } else if (atNextItem || it.value) {
                start.push(this.sourceToken);
                map.items.push({ start, explicitKey: true });
              } else {
                this.stack.push({
                  type: "block-map",
                  offset: this.offset,
                  indent: this.indent,
                  items: [{ start: [this.sourceToken], explicitKey: true }]
                });
              }
              this.onKeyLine = true;
              return;
            case "map-value-ind":
              if (it.explicitKey) {
                if (!it.sep) {
                  if (includesToken(it.start, "newline")) {
                    Object.assign(it, { key: null, sep: [this.sourceToken] });
                  } else {
                    const start2 = getFirstKeyStartProps(it.start);
                    this.stack.push({
                      type: "block-map",
                      offset: this.offset,
                      indent: this.indent,
                      items: [{ start: start2, key: null, sep: [this.sourceToken] }]
                    });
                  }
                } else if (it.value) {
                  map.items.push({ start: [], key: null, sep: [this.sourceToken] });
                } else if (includesToken(it.sep, "map-value-ind")) {
                  this.stack.push({
                    type: "block-map",
                    offset: this.offset,
                    indent: this.indent,
                    items: [{ start, key: null, sep: [this.sourceToken] }]
                  });
                } else if (isFlowToken(it.key) && !includesToken(it.sep, "newline")) {
                  const start2 = getFirstKeyStartProps(it.start);
                  const key = it.key;
                  const sep = it.sep;
                  sep.push(this.sourceToken);
                  delete it.key;
                  delete it.sep;
                  this.stack.push({
                    type: "block-map",
                    offset: this.offset,
                    indent: this.indent,
                    items: [{ start: start2, key, sep }]
                  });
                } else if (start.length > 0) {
                  it.sep = it.sep.concat(start, this.sourceToken);
                } else {
                  it.sep.push(this.sourceToken);
                }
              } else {
                if (!it.sep) {
                  Object.assign(it, { key: null, sep: [this.sourceToken] });
                } else if (it.value || atNextItem) {
                  map.items.push({ start, key: null, sep: [this.sourceToken] });
                } else if (includesToken(it.sep, "map-value-ind")) {
                  this.stack.push({
                    type: "block-map",
                    offset: this.offset,
                    indent: this.indent,
                    items: [{ start: [], key: null, sep: [this.sourceToken] }]
                  });
                } else {
                  it.sep.push(this.sourceToken);
                }
              }
              this.onKeyLine = true;
              return;
            case "alias":
            case "scalar":
            case "single-quoted-scalar":
            case "double-quoted-scalar": {
              const fs2 = this.flowScalar(this.type);
              if (atNextItem || it.value) {
                map.items.push({ start, key: fs2, sep: [] });
                this.onKeyLine = true;
              } else if (it.sep) {
                this.stack.push(fs2);
              } else {
                Object.assign(it, { key: fs2, sep: [] });
                this.onKeyLine = true;
              }
              return;
            }
            default: {
              const bv = this.startBlockValue(map);
              if (bv) {
                if (bv.type === "block-seq") {
                  if (!it.explicitKey && it.sep && !includesToken(it.sep, "newline")) {
                    yield* this.pop({
                      type: "error",
                      offset: this.offset,
                      message: "Unexpected block-seq-ind on same line with key",
                      source: this.source
                    });
                    return;
                  }
                } else if (atMapIndent) {
                  map.items.push({ start });
                }
                this.stack.push(bv);
                return;
              }
            }
          }
        }
        yield* this.pop();
        yield* this.step();
      }
      *blockSequence(seq) {
        const it = seq.items[seq.items.length - 1];
        switch (this.type) {
          case "newline":
            if (it.value) {
              const end = "end" in it.value ? it.value.end : void 0;
              const last = Array.isArray(end) ? end[end.length - 1] : void 0;
              if (last?.type === "comment")
                end?.push(this.sourceToken);
              else
                seq.items.push({ start: [this.sourceToken] });
            } else
              it.start.push(this.sourceToken);
            return;
          case "space":
          case "comment":
            if (it.value)
              seq.items.push({ start: [this.sourceToken] });
            else {
              if (this.atIndentedComment(it.start, seq.indent)) {
                const prev = seq.items[seq.items.length - 2];
                const end = prev?.value?.end;
                if (Array.isArray(end)) {
                  arrayPushArray(end, it.start);
                  end.push(this.sourceToken);
                  seq.items.pop();
                  return;
                }
              }
              it.start.push(this.sourceToken);
            }
            return;
          case "anchor":
          case "tag":
            if (it.value || this.indent <= seq.indent)
              break;
            it.start.push(this.sourceToken);
            return;
          case "seq-item-ind":
            if (this.indent !== seq.indent)
              break;
            if (it.value || includesToken(it.start, "seq-item-ind"))
              seq.items.push({ start: [this.sourceToken] });
            else
              it.start.push(this.sourceToken);
            return;
        }
        if (this.indent > seq.indent) {
          const bv = this.startBlockValue(seq);
          if (bv) {
            this.stack.push(bv);
            return;
          }
        }
        yield* this.pop();
        yield* this.step();
      }
      *flowCollection(fc) {
        const it = fc.items[fc.items.length - 1];
        if (this.type === "flow-error-end") {
          let top;
          do {
            yield* this.pop();
            top = this.peek(1);
          } while (top?.type === "flow-collection");
        } else if (fc.end.length === 0) {
          switch (this.type) {
            case "comma":
            case "explicit-key-ind":
              if (!it || it.sep)
                fc.items.push({ start: [this.sourceToken] });
              else
                it.start.push(this.sourceToken);
              return;
            case "map-value-ind":
              if (!it || it.value)
                fc.items.push({ start: [], key: null, sep: [this.sourceToken] });
              else if (it.sep)
                it.sep.push(this.sourceToken);
              else
                Object.assign(it, { key: null, sep: [this.sourceToken] });
              return;
            case "space":
            case "comment":
            case "newline":
            case "anchor":
            case "tag":
              if (!it || it.value)
                fc.items.push({ start: [this.sourceToken] });
              else if (it.sep)
                it.sep.push(this.sourceToken);
              else
                it.start.push(this.sourceToken);
              return;
            case "alias":
            case "scalar":
            case "single-quoted-scalar":
            case "double-quoted-scalar": {
              const fs2 = this.flowScalar(this.type);
              if (!it || it.value)
                fc.items.push({ start: [], key: fs2, sep: [] });
              else if (it.sep)
                this.stack.push(fs2);
              else
                Object.assign(it, { key: fs2, sep: [] });
              return;
            }
            case "flow-map-end":
            case "flow-seq-end":
              fc.end.push(this.sourceToken);
              return;
          }
          const bv = this.startBlockValue(fc);
          if (bv)
            this.stack.push(bv);
          else {
            yield* this.pop();
            yield* this.step();
          }
        } else {
          const parent = this.peek(2);
          if (parent.type === "block-map" && (this.type === "map-value-ind" && parent.indent === fc.indent || this.type === "newline" && !parent.items[parent.items.length - 1].sep)) {
            yield* this.pop();
            yield* this.step();
          } else if (this.type === "map-value-ind" && parent.type !== "flow-collection") {
            const prev = getPrevProps(parent);
            const start = getFirstKeyStartProps(prev);
            fixFlowSeqItems(fc);
            const sep = fc.end.splice(1, fc.end.length);
            sep.push(this.sourceToken);
            const map = {
              type: "block-map",
              offset: fc.offset,
              indent: fc.indent,
              items: [{ start, key: fc, sep }]
            };
            this.onKeyLine = true;
            this.stack[this.stack.length - 1] = map;
          } else {
            yield* this.lineEnd(fc);
          }
        }
      }
      flowScalar(type) {
        if (this.onNewLine) {
          let nl = this.source.indexOf("\n") + 1;
          while (nl !== 0) {
            this.onNewLine(this.offset + nl);
            nl = this.source.indexOf("\n", nl) + 1;
          }
        }
        return {
          type,
          offset: this.offset,
          indent: this.indent,
          source: this.source
        };
      }
      startBlockValue(parent) {
        switch (this.type) {
          case "alias":
          case "scalar":
          case "single-quoted-scalar":
          case "double-quoted-scalar":
            return this.flowScalar(this.type);
          case "block-scalar-header":
            return {
              type: "block-scalar",
              offset: this.offset,
              indent: this.indent,
              props: [this.sourceToken],
              source: ""
            };
          case "flow-map-start":
          case "flow-seq-start":
            return {
              type: "flow-collection",
              offset: this.offset,
              indent: this.indent,
              start: this.sourceToken,
              items: [],
              end: []
            };
          case "seq-item-ind":
            return {
              type: "block-seq",
              offset: this.offset,
              indent: this.indent,
              items: [{ start: [this.sourceToken] }]
            };
          case "explicit-key-ind": {
            this.onKeyLine = true;
            const prev = getPrevProps(parent);
            const start = getFirstKeyStartProps(prev);
            start.push(this.sourceToken);
            return {
              type: "block-map",
              offset: this.offset,
              indent: this.indent,
              items: [{ start, explicitKey: true }]
            };
          }
          case "map-value-ind": {
            this.onKeyLine = true;
            const prev = getPrevProps(parent);
            const start = getFirstKeyStartProps(prev);
            return {
              type: "block-map",
              offset: this.offset,
              indent: this.indent,
              items: [{ start, key: null, sep: [this.sourceToken] }]
            };
          }
        }
        return null;
      }
      atIndentedComment(start, indent) {
        if (this.type !== "comment")
          return false;
        if (this.indent <= indent)
          return false;
        return start.every((st) => st.type === "newline" || st.type === "space");
      }
      *documentEnd(docEnd) {
        if (this.type !== "doc-mode") {
          if (docEnd.end)
            docEnd.end.push(this.sourceToken);
          else
            docEnd.end = [this.sourceToken];
          if (this.type === "newline")
            yield* this.pop();
        }
      }
      *lineEnd(token) {
        switch (this.type) {
          case "comma":
          case "doc-start":
          case "doc-end":
          case "flow-seq-end":
          case "flow-map-end":
          case "map-value-ind":
            yield* this.pop();
            yield* this.step();
            break;
          case "newline":
            this.onKeyLine = false;
          // fallthrough
          case "space":
          case "comment":
          default:
            if (token.end)
              token.end.push(this.sourceToken);
            else
              token.end = [this.sourceToken];
            if (this.type === "newline")
              yield* this.pop();
        }
      }
    };
    exports2.Parser = Parser2;
  }
});

// node_modules/yaml/dist/public-api.js
var require_public_api = __commonJS({
  "node_modules/yaml/dist/public-api.js"(exports2) {
    "use strict";
    var composer = require_composer();
    var Document = require_Document();
    var errors3 = require_errors();
    var log = require_log();
    var identity = require_identity();
    var lineCounter = require_line_counter();
    var parser = require_parser();
    function parseOptions(options) {
      const prettyErrors = options.prettyErrors !== false;
      const lineCounter$1 = options.lineCounter || prettyErrors && new lineCounter.LineCounter() || null;
      return { lineCounter: lineCounter$1, prettyErrors };
    }
    function parseAllDocuments(source, options = {}) {
      const { lineCounter: lineCounter2, prettyErrors } = parseOptions(options);
      const parser$1 = new parser.Parser(lineCounter2?.addNewLine);
      const composer$1 = new composer.Composer(options);
      const docs = Array.from(composer$1.compose(parser$1.parse(source)));
      if (prettyErrors && lineCounter2)
        for (const doc of docs) {
          doc.errors.forEach(errors3.prettifyError(source, lineCounter2));
          doc.warnings.forEach(errors3.prettifyError(source, lineCounter2));
        }
      if (docs.length > 0)
        return docs;
      return Object.assign([], { empty: true }, composer$1.streamInfo());
    }
    function parseDocument(source, options = {}) {
      const { lineCounter: lineCounter2, prettyErrors } = parseOptions(options);
      const parser$1 = new parser.Parser(lineCounter2?.addNewLine);
      const composer$1 = new composer.Composer(options);
      let doc = null;
      for (const _doc of composer$1.compose(parser$1.parse(source), true, source.length)) {
        if (!doc)
          doc = _doc;
        else if (doc.options.logLevel !== "silent") {
          doc.errors.push(new errors3.YAMLParseError(_doc.range.slice(0, 2), "MULTIPLE_DOCS", "Source contains multiple documents; please use YAML.parseAllDocuments()"));
          break;
        }
      }
      if (prettyErrors && lineCounter2) {
        doc.errors.forEach(errors3.prettifyError(source, lineCounter2));
        doc.warnings.forEach(errors3.prettifyError(source, lineCounter2));
      }
      return doc;
    }
    function parse2(src, reviver, options) {
      let _reviver = void 0;
      if (typeof reviver === "function") {
        _reviver = reviver;
      } else if (options === void 0 && reviver && typeof reviver === "object") {
        options = reviver;
      }
      const doc = parseDocument(src, options);
      if (!doc)
        return null;
      doc.warnings.forEach((warning) => log.warn(doc.options.logLevel, warning));
      if (doc.errors.length > 0) {
        if (doc.options.logLevel !== "silent")
          throw doc.errors[0];
        else
          doc.errors = [];
      }
      return doc.toJS(Object.assign({ reviver: _reviver }, options));
    }
    function stringify2(value, replacer, options) {
      let _replacer = null;
      if (typeof replacer === "function" || Array.isArray(replacer)) {
        _replacer = replacer;
      } else if (options === void 0 && replacer) {
        options = replacer;
      }
      if (typeof options === "string")
        options = options.length;
      if (typeof options === "number") {
        const indent = Math.round(options);
        options = indent < 1 ? void 0 : indent > 8 ? { indent: 8 } : { indent };
      }
      if (value === void 0) {
        const { keepUndefined } = options ?? replacer ?? {};
        if (!keepUndefined)
          return void 0;
      }
      if (identity.isDocument(value) && !_replacer)
        return value.toString(options);
      return new Document.Document(value, _replacer, options).toString(options);
    }
    exports2.parse = parse2;
    exports2.parseAllDocuments = parseAllDocuments;
    exports2.parseDocument = parseDocument;
    exports2.stringify = stringify2;
  }
});

// node_modules/yaml/dist/index.js
var require_dist = __commonJS({
  "node_modules/yaml/dist/index.js"(exports2) {
    "use strict";
    var composer = require_composer();
    var Document = require_Document();
    var Schema = require_Schema();
    var errors3 = require_errors();
    var Alias = require_Alias();
    var identity = require_identity();
    var Pair = require_Pair();
    var Scalar = require_Scalar();
    var YAMLMap = require_YAMLMap();
    var YAMLSeq = require_YAMLSeq();
    var cst = require_cst();
    var lexer = require_lexer();
    var lineCounter = require_line_counter();
    var parser = require_parser();
    var publicApi = require_public_api();
    var visit = require_visit();
    exports2.Composer = composer.Composer;
    exports2.Document = Document.Document;
    exports2.Schema = Schema.Schema;
    exports2.YAMLError = errors3.YAMLError;
    exports2.YAMLParseError = errors3.YAMLParseError;
    exports2.YAMLWarning = errors3.YAMLWarning;
    exports2.Alias = Alias.Alias;
    exports2.isAlias = identity.isAlias;
    exports2.isCollection = identity.isCollection;
    exports2.isDocument = identity.isDocument;
    exports2.isMap = identity.isMap;
    exports2.isNode = identity.isNode;
    exports2.isPair = identity.isPair;
    exports2.isScalar = identity.isScalar;
    exports2.isSeq = identity.isSeq;
    exports2.Pair = Pair.Pair;
    exports2.Scalar = Scalar.Scalar;
    exports2.YAMLMap = YAMLMap.YAMLMap;
    exports2.YAMLSeq = YAMLSeq.YAMLSeq;
    exports2.CST = cst;
    exports2.Lexer = lexer.Lexer;
    exports2.LineCounter = lineCounter.LineCounter;
    exports2.Parser = parser.Parser;
    exports2.parse = publicApi.parse;
    exports2.parseAllDocuments = publicApi.parseAllDocuments;
    exports2.parseDocument = publicApi.parseDocument;
    exports2.stringify = publicApi.stringify;
    exports2.visit = visit.visit;
    exports2.visitAsync = visit.visitAsync;
  }
});

// test/support/zz-promtool.ts
var import_child_process = require("child_process");
var import_fs = require("fs");
var import_os = require("os");
var import_path = require("path");
var import_yaml = __toESM(require_dist());

// src/monitoring-mixin/context.ts
var NOTHING = 'job=""';
function contextOf(jobs, cluster2, kubeStateMetrics, more = "") {
  const selector = (job) => `${job === void 0 ? NOTHING : `job=${JSON.stringify(job)}`}${more === "" ? "" : `,${more}`}`;
  const grouping = (word) => (...labels2) => `${word} (${[cluster2, ...labels2].join(", ")})`;
  const kubelet4 = selector(jobs.kubelet);
  const by = grouping("by");
  return {
    jobs,
    cluster: cluster2,
    kubeStateMetrics,
    here: more,
    ksm: selector(jobs.kubeStateMetrics),
    node: selector(jobs.nodeExporter),
    kubelet: kubelet4,
    cadvisor: `${kubelet4},metrics_path="/metrics/cadvisor"`,
    apiServer: selector(jobs.apiServer),
    coreDns: selector(jobs.coreDns),
    etcd: selector(jobs.etcd),
    scheduler: selector(jobs.scheduler),
    controllerManager: selector(jobs.controllerManager),
    kubeProxy: selector(jobs.kubeProxy),
    prometheus: selector(jobs.prometheus),
    alertmanager: selector(jobs.alertmanager),
    operator: selector(jobs.prometheusOperator),
    karpenter: selector(jobs.karpenter),
    grafana: selector(jobs.grafana),
    by,
    on: grouping("on"),
    once: (series, ...labels2) => `max ${by(...labels2)} (${series})`,
    absent: (up) => absentIn(jobs, up, by(), grouping("on")())
  };
}
var OF_CLUSTERS = ["kubeStateMetrics", "nodeExporter", "kubelet", "apiServer", "coreDns"];
function absentIn(jobs, up, by, on) {
  const known3 = OF_CLUSTERS.flatMap((job) => jobs[job] ?? []);
  const nowhere = `absent(up{${up}} == 1)`;
  if (known3.length === 0) {
    return nowhere;
  }
  const clusters = `group ${by} (up{job=~${JSON.stringify(known3.map((job) => job.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"))}})`;
  return `(${clusters} unless ${on} group ${by} (up{${up}} == 1)) or on () ${nowhere}`;
}

// src/monitoring-mixin/groups/api-server-series.ts
var main = ({ apiServer: apiServer2 }) => `${apiServer2},metrics_path!="/metrics/slis"`;
var SHORT = 'subresource!~"proxy|attach|log|exec|portforward"';

// src/monitoring-mixin/groups/kubelet-series.ts
var main2 = ({ kubelet: kubelet4 }) => `${kubelet4},metrics_path="/metrics"`;
function withNode(expr, context) {
  const { once: once2, by, on } = context;
  const names = once2(`last_over_time(kubelet_node_name{${main2(context)}}[5m])`, "instance", "node");
  return `${expr} * ${on("instance")} group_left (node) topk ${by("instance")} (1, ${names})`;
}

// src/monitoring-mixin/groups/api-server-alerts.ts
var BURNS = [
  { long: "1h", short: "5m", factor: 14.4, for: "2m", severity: "critical", empty: "two days" },
  { long: "6h", short: "30m", factor: 6, for: "15m", severity: "critical", empty: "five days" },
  { long: "1d", short: "2h", factor: 3, for: "1h", severity: "warning", empty: "ten days" },
  { long: "3d", short: "6h", factor: 1, for: "3h", severity: "warning", empty: "thirty days" }
];
var burns = BURNS.map(({ long, short, factor, for: after, severity, empty }) => ({
  alert: "KubeAPIErrorBudgetBurn",
  labels: { long, short },
  severity,
  for: after,
  threshold: 1,
  expr: ({ by, on }, percent) => {
    const above = (window) => `sum ${by()} (apiserver_request:burnrate${window}) > ${round(factor * percent / 100)}`;
    return `${above(long)} and ${on()} ${above(short)}`;
  },
  summary: `{{ $value | humanizePercentage }} of the requests to the API server failed or were slow for ${long}: at this rate the budget of 30 days lasts ${empty}.`,
  description: "Users and controllers wait or retry. The threshold is the share of requests that may fail, in percent."
}));
function round(value) {
  return Math.round(value * 1e6) / 1e6;
}
function clients(context) {
  const { jobs } = context;
  return [
    ...jobs.apiServer === void 0 ? [] : [main(context)],
    ...jobs.kubelet === void 0 ? [] : [main2(context)],
    ...jobs.scheduler === void 0 ? [] : [context.scheduler],
    ...jobs.controllerManager === void 0 ? [] : [context.controllerManager]
  ];
}
function clientErrors(context, percent) {
  const requests3 = (more) => `sum ${context.by("job", "namespace", "node", "instance")} (${clients(context).map((job) => `rate(rest_client_requests_total{${job}${more}}[5m])`).join(" or ")})`;
  return `100 * ${requests3(',code=~"5.."')} / (${requests3("")} > 0) > ${percent}`;
}
var clientCertificate = (severity, seconds) => ({
  alert: "KubeClientCertificateExpiration",
  severity,
  for: "5m",
  threshold: seconds,
  expr: (context, below) => {
    const metric2 = (suffix) => `apiserver_client_certificate_expiration_seconds_${suffix}{${main(context)}}`;
    return `histogram_quantile(0.01, sum ${context.by("instance", "le")} (rate(${metric2("bucket")}[5m]))) < ${below} and ${context.on("instance")} sum ${context.by("instance")} (increase(${metric2("count")}[5m])) > 0`;
  },
  summary: "A client of the API server uses a certificate that expires in {{ $value | humanizeDuration }} or less.",
  description: "After that the API server rejects this client: a kubelet, a controller or a person."
});
var reachable = [
  {
    alert: "KubeAPIDown",
    severity: "critical",
    for: "15m",
    expr: (context) => context.absent(main(context)),
    summary: "No API server of the cluster can be scraped.",
    description: "The control plane is down or cannot be reached. Alerts on the API server are silent."
  },
  {
    alert: "KubeAPIInstanceUnreachable",
    severity: "warning",
    for: "15m",
    expr: (context) => `${context.once(`up{${main(context)}}`, "job", "node", "pod", "instance")} == 0`,
    summary: "The API server {{ $labels.instance }} cannot be scraped.",
    description: "If the instance is down, the other instances carry its load."
  }
];
var requests = [
  {
    alert: "ApiServerSlow",
    severity: "warning",
    for: "15m",
    threshold: 4,
    expr: (context, seconds) => `histogram_quantile(0.99, sum ${context.by("verb", "resource", "le")} (rate(apiserver_request_sli_duration_seconds_bucket{${main(context)},${SHORT},verb!~"LIST|WATCH|WATCHLIST|CONNECT"}[5m]))) > ${seconds}`,
    summary: "The API server needs {{ $value | humanizeDuration }} for {{ $labels.verb }} requests of {{ $labels.resource }}.",
    description: "Users and controllers that work with this resource wait."
  },
  {
    alert: "KubeAPITerminatedRequests",
    severity: "warning",
    for: "5m",
    threshold: 20,
    expr: (context, percent) => {
      const rate = (what) => `sum ${context.by()} (rate(apiserver_request_${what}{${main(context)}}[10m]))`;
      return `100 * ${rate("terminations_total")} / (${rate("total")} + ${rate("terminations_total")}) > ${percent}`;
    },
    summary: 'The API server ends {{ $value | printf "%.0f" }}% of its requests to protect itself.',
    description: "The API server is overloaded. Clients retry and fail."
  },
  {
    alert: "ApiServerRequestsRejected",
    severity: "warning",
    for: "15m",
    expr: (context) => `sum ${context.by("flow_schema", "priority_level", "reason")} (increase(apiserver_flowcontrol_rejected_requests_total{${main(context)}}[5m])) > 0`,
    summary: "The API server rejects requests of {{ $labels.flow_schema }} ({{ $labels.priority_level }}): {{ $labels.reason }}.",
    description: "Clients of this priority level get status 429: they are slow or fail."
  },
  clientCertificate("warning", 7 * 86400),
  clientCertificate("critical", 86400)
];
var others = [
  {
    alert: "KubeAggregatedAPIErrors",
    severity: "warning",
    for: "10m",
    expr: (context) => `sum ${context.by("name", "reason")} (increase(aggregator_unavailable_apiservice_total{${main(context)}}[5m])) > 0`,
    summary: "Health checks of the aggregated API {{ $labels.name }} fail: {{ $labels.reason }}.",
    description: 'Requests to this API can fail. metrics.k8s.io serves "kubectl top" and autoscalers.'
  },
  {
    alert: "KubeAggregatedAPIDown",
    severity: "warning",
    for: "5m",
    threshold: 15,
    expr: (context, percent) => `100 * ${context.once(`avg_over_time(aggregator_unavailable_apiservice{${main(context)}}[10m])`, "name")} > ${percent}`,
    summary: 'The aggregated API {{ $labels.name }} was unavailable for {{ $value | printf "%.0f" }}% of 10 minutes.',
    description: 'Requests to this API fail, and namespaces cannot be deleted. metrics.k8s.io serves "kubectl top" and autoscalers.'
  },
  {
    alert: "KubeClientErrors",
    severity: "warning",
    for: "15m",
    threshold: 1,
    expr: clientErrors,
    summary: '{{ $value | printf "%.1f" }}% of the API requests of {{ $labels.job }} {{ $labels.instance }} end with a server error.',
    description: "The component retries and works slowly, or does not work."
  },
  {
    alert: "KubeVersionMismatch",
    severity: "info",
    for: "4h",
    when: ({ jobs }) => jobs.kubelet !== void 0,
    expr: ({ by, apiServer: apiServer2, kubelet: kubelet4 }) => `count ${by()} (count ${by("git_version")} (label_replace(kubernetes_build_info{${apiServer2}} or kubernetes_build_info{${kubelet4}}, "git_version", "$1", "git_version", "(v[0-9]*\\\\.[0-9]*).*"))) > 1`,
    summary: "{{ $value }} minor versions of Kubernetes run in this cluster.",
    description: "An upgrade is not finished."
  }
];
var API_SERVER_ALERTS = [...burns, ...reachable, ...requests, ...others];

// src/monitoring-mixin/groups/api-server.ts
var VERBS = { read: 'verb=~"LIST|GET"', write: 'verb=~"POST|PUT|PATCH|DELETE|APPLY"' };
var OBJECTIVES = {
  read: [{ scope: 'scope=~"resource|",', seconds: 1 }, { scope: 'scope="namespace",', seconds: 5 }, { scope: 'scope="cluster",', seconds: 30 }],
  write: [{ scope: "", seconds: 1 }]
};
function burnRate(verb, window, context) {
  const { by } = context;
  const sum = (metric2, more) => `sum ${by()} (rate(apiserver_request_${metric2}{${main(context)},${SHORT},${more}${VERBS[verb]}}[${window}]))`;
  const all = sum("sli_duration_seconds_count", "");
  const orNone = (part) => `(${part} or 0 * ${all})`;
  const inTime = OBJECTIVES[verb].map(({ scope, seconds }) => orNone(sum("sli_duration_seconds_bucket", `${scope}le=~"${seconds}(\\\\.0)?",`)));
  return `(${all} - (${inTime.join(" + ")}) + ${orNone(sum("total", 'code=~"5..",'))}) / (${all} > 0)`;
}
var BURN_WINDOWS = ["5m", "30m", "1h", "2h", "6h", "1d", "3d"];
var eachVerb = (definition) => ["read", "write"].map(definition);
var API_SERVER = {
  name: "apiserver",
  title: "kube-apiserver",
  needs: ["apiServer"],
  records: [
    ...BURN_WINDOWS.flatMap((window) => eachVerb((verb) => ({
      record: `apiserver_request:burnrate${window}`,
      labels: { verb },
      expr: (context) => burnRate(verb, window, context)
    }))),
    ...eachVerb((verb) => ({
      record: "code_resource:apiserver_request_total:rate5m",
      labels: { verb },
      expr: (context) => `sum ${context.by("code", "resource")} (rate(apiserver_request_total{${main(context)},${VERBS[verb]}}[5m]))`
    })),
    ...eachVerb((verb) => ({
      record: "cluster_quantile:apiserver_request_sli_duration_seconds:histogram_quantile",
      labels: { verb, quantile: "0.99" },
      expr: (context) => `histogram_quantile(0.99, sum ${context.by("resource", "le")} (rate(apiserver_request_sli_duration_seconds_bucket{${main(context)},${SHORT},${VERBS[verb]}}[5m]))) > 0`
    }))
  ],
  alerts: API_SERVER_ALERTS
};

// src/monitoring-mixin/groups/cluster-services.ts
var absent = (alert, what, selector, description) => ({
  alert,
  severity: "critical",
  for: "15m",
  expr: (context) => `absent(up{${selector(context)}} == 1)`,
  summary: `No ${what} is scraped.`,
  description
});
var CORE_DNS = {
  name: "coredns",
  title: "CoreDNS",
  needs: ["coreDns"],
  records: [
    { record: "cluster_rcode:coredns_dns_responses:rate5m", expr: ({ coreDns, by }) => `sum ${by("rcode")} (rate(coredns_dns_responses_total{${coreDns}}[5m]))` },
    { record: "cluster:coredns_dns_request_duration_seconds:p99_5m", expr: ({ coreDns, by }) => `histogram_quantile(0.99, sum ${by("le")} (rate(coredns_dns_request_duration_seconds_bucket{${coreDns}}[5m])))` }
  ],
  alerts: [
    absent("CoreDnsAbsent", "CoreDNS", ({ coreDns }) => coreDns, "Names may not resolve: nearly everything in the cluster needs them."),
    {
      alert: "CoreDnsErrors",
      severity: "warning",
      for: "10m",
      threshold: 3,
      expr: ({ by }, percent) => `100 * sum ${by()} (cluster_rcode:coredns_dns_responses:rate5m{rcode="SERVFAIL"}) / sum ${by()} (cluster_rcode:coredns_dns_responses:rate5m) > ${percent}`,
      summary: 'CoreDNS answers {{ $value | printf "%.1f" }}% of its questions with SERVFAIL.',
      description: "Names do not resolve, now and then."
    },
    {
      alert: "CoreDnsSlow",
      severity: "warning",
      for: "10m",
      threshold: 1,
      expr: (_, seconds) => `cluster:coredns_dns_request_duration_seconds:p99_5m > ${seconds}`,
      summary: "CoreDNS takes {{ $value | humanizeDuration }} for an answer.",
      description: "Everything that connects by name waits."
    },
    {
      alert: "CoreDnsPanics",
      severity: "warning",
      expr: ({ coreDns, by }) => `sum ${by("instance")} (increase(coredns_panics_total{${coreDns}}[10m])) > 0`,
      summary: "CoreDNS {{ $labels.instance }} has panicked.",
      description: "Questions were lost."
    }
  ]
};
var rate99 = (metric2) => ({ etcd: etcd2, by }) => `histogram_quantile(0.99, sum ${by("instance", "le")} (rate(${metric2}_bucket{${etcd2}}[5m])))`;
var ETCD = {
  name: "etcd",
  title: "etcd",
  needs: ["etcd"],
  records: [
    { record: "instance:etcd_disk_wal_fsync_duration_seconds:p99_5m", expr: rate99("etcd_disk_wal_fsync_duration_seconds") },
    { record: "instance:etcd_disk_backend_commit_duration_seconds:p99_5m", expr: rate99("etcd_disk_backend_commit_duration_seconds") }
  ],
  alerts: [
    absent("EtcdAbsent", "etcd", ({ etcd: etcd2 }) => etcd2, "The apiserver keeps everything there."),
    {
      alert: "EtcdQuorumAtRisk",
      severity: "critical",
      for: "3m",
      expr: ({ etcd: etcd2, by }) => `sum ${by()} (up{${etcd2}} == bool 1) <= floor(count ${by()} (up{${etcd2}}) / 2) + 1 and count ${by()} (up{${etcd2}}) > 2 and sum ${by()} (up{${etcd2}} == bool 0) > 0`,
      summary: "Only {{ $value }} members of etcd are up: with one less nothing can be written.",
      description: "Without a quorum the cluster cannot be changed."
    },
    {
      alert: "EtcdNoLeader",
      severity: "critical",
      for: "1m",
      expr: ({ etcd: etcd2 }) => `etcd_server_has_leader{${etcd2}} == 0`,
      summary: "Member {{ $labels.instance }} of etcd has no leader.",
      description: "Nothing can be written."
    },
    {
      alert: "EtcdLeaderChanges",
      severity: "warning",
      for: "5m",
      threshold: 4,
      expr: ({ etcd: etcd2, by }, changes) => `max ${by()} (increase(etcd_server_leader_changes_seen_total{${etcd2}}[15m])) >= ${changes}`,
      summary: 'etcd has changed its leader {{ $value | printf "%.0f" }} times in 15 minutes.',
      description: "Writes stop at each change."
    },
    {
      alert: "EtcdDiskSlow",
      severity: "warning",
      for: "10m",
      threshold: 0.5,
      expr: (_, seconds) => `instance:etcd_disk_wal_fsync_duration_seconds:p99_5m > ${seconds} or instance:etcd_disk_backend_commit_duration_seconds:p99_5m > ${seconds}`,
      summary: "Member {{ $labels.instance }} of etcd takes {{ $value | humanizeDuration }} to write.",
      description: "All writes of the apiserver wait; leaders are lost."
    },
    {
      alert: "EtcdDatabaseAlmostFull",
      severity: "critical",
      for: "10m",
      threshold: 90,
      expr: ({ etcd: etcd2, on }, percent) => `100 * etcd_mvcc_db_total_size_in_bytes{${etcd2}} / ${on("instance")} etcd_server_quota_backend_bytes{${etcd2}} > ${percent}`,
      summary: 'The database of etcd on {{ $labels.instance }} is {{ $value | printf "%.0f" }}% full.',
      description: "When it is full, nothing can be written but deletions."
    },
    {
      alert: "EtcdDatabaseFragmented",
      severity: "info",
      for: "10m",
      threshold: 50,
      expr: ({ etcd: etcd2 }, percent) => `100 * etcd_mvcc_db_total_size_in_use_in_bytes{${etcd2}} / etcd_mvcc_db_total_size_in_bytes{${etcd2}} < ${percent} and etcd_mvcc_db_total_size_in_use_in_bytes{${etcd2}} > 104857600`,
      summary: 'Only {{ $value | printf "%.0f" }}% of the database of etcd on {{ $labels.instance }} is in use.',
      description: "It takes room and memory for nothing."
    }
  ]
};
var SCHEDULER = {
  name: "scheduler",
  title: "kube-scheduler",
  needs: ["scheduler"],
  records: [{
    record: "cluster:scheduler_scheduling_attempt_duration_seconds:p99_5m",
    expr: ({ scheduler: scheduler2, by }) => `histogram_quantile(0.99, sum ${by("le")} (rate(scheduler_scheduling_attempt_duration_seconds_bucket{${scheduler2}}[5m])))`
  }],
  alerts: [absent("SchedulerAbsent", "kube-scheduler", ({ scheduler: scheduler2 }) => scheduler2, "New pods may get no node.")]
};
var CONTROLLER_MANAGER = {
  name: "controller-manager",
  title: "kube-controller-manager",
  needs: ["controllerManager"],
  alerts: [absent("ControllerManagerAbsent", "kube-controller-manager", ({ controllerManager }) => controllerManager, "Changes of workloads may not be carried out, and pods of lost nodes not be replaced.")]
};
var KUBE_PROXY = {
  name: "kube-proxy",
  title: "kube-proxy",
  needs: ["kubeProxy"],
  alerts: [absent("KubeProxyAbsent", "kube-proxy", ({ kubeProxy }) => kubeProxy, "Services may lead to pods that are gone.")]
};

// src/monitoring-mixin/groups/disruptions.ts
var DISRUPTIONS = "pod_disruption:increase5m";
var CAUSES = [
  { cause: "PreemptionByScheduler", initiator: "scheduler" },
  { cause: "DeletionByTaintManager", initiator: "taint-manager" },
  { cause: "EvictionByEvictionAPI", initiator: "eviction-api" },
  { cause: "DeletionByPodGC", initiator: "pod-gc" },
  { cause: "TerminationByKubelet", initiator: "kubelet" },
  { cause: "Other", initiator: "unknown" }
];
var EVICTIONS = 'resource="pods",subresource="eviction"';
var POD = ["namespace", "pod", "uid"];
function appeared(metric2, reasons, before, all, { ksm: ksm3, by, on, cluster: cluster2 }) {
  const oneOf = (names) => names.length === 1 ? `reason="${names[0]}"` : `reason=~"${names.join("|")}"`;
  const had = (names) => `max_over_time(${metric2}{${ksm3},${oneOf(names)}}[5m]) == 1`;
  return `count ${by("namespace")} (count ${by(...POD)} (${had(reasons)}${before.length > 0 ? ` unless ${on(...POD)} (${had(before)})` : ""} unless ${on(...POD)} ${metric2}{${ksm3},${oneOf(all)}} offset 5m == 1) and on (${cluster2}) count by (${cluster2}) (up{${ksm3}} offset 5m == 1))`;
}
function counted(metric2, selector, target2, labels2, { by }) {
  const series = `${metric2}{${selector}}`;
  return `sum ${by(...labels2)} (${series} unless ${series} offset 5m and on (job, instance) up{${target2}} offset 5m == 1 or round(increase(${series}[5m])))`;
}
var apiServer = ({ apiServer: selector }) => `${selector},metrics_path!="/metrics/slis"`;
var evictions = (context) => counted("apiserver_request_total", `${apiServer(context)},${EVICTIONS},code="201"`, apiServer(context), [], context);
var row = (cause, expr, when2) => ({
  record: DISRUPTIONS,
  labels: { cause, initiator: CAUSES.find((each) => each.cause === cause).initiator },
  expr,
  when: when2
});
var hasMetric = ({ kubeStateMetrics }) => kubeStateMetrics.has("podDisruptionReason");
var byCondition = CAUSES.map(({ cause }, at) => row(cause, (context) => {
  const seen = appeared("kube_pod_status_disruption_reason", [cause], CAUSES.slice(0, at).map((each) => each.cause), CAUSES.map((each) => each.cause), context);
  const unseen = `${evictions(context)} - (sum ${context.by()} (${seen}) or 0 * ${evictions(context)}) > 0`;
  return cause === "EvictionByEvictionAPI" && context.jobs.apiServer !== void 0 ? `${seen} or ${unseen}` : seen;
}, hasMetric));
var byCounters = [
  row("PreemptionByScheduler", (context) => `${counted("scheduler_preemption_victims_sum", context.scheduler, context.scheduler, [], context)} > 0`, (context) => !hasMetric(context) && context.jobs.scheduler !== void 0),
  row(
    "PreemptionByScheduler",
    (context) => appeared("kube_pod_status_reason", ["PreemptionByScheduler"], [], ["PreemptionByScheduler"], context),
    (context) => !hasMetric(context) && context.jobs.scheduler === void 0 && context.kubeStateMetrics.has("podPreemptionReason")
  ),
  row(
    "DeletionByTaintManager",
    (context) => `${counted("taint_eviction_controller_pod_deletions_total", context.controllerManager, context.controllerManager, [], context)} > 0`,
    (context) => !hasMetric(context) && context.jobs.controllerManager !== void 0
  ),
  row("EvictionByEvictionAPI", (context) => `${evictions(context)} > 0`, (context) => !hasMetric(context) && context.jobs.apiServer !== void 0),
  row(
    "DeletionByPodGC",
    (context) => `${counted("pod_gc_collector_force_delete_pods_total", context.controllerManager, context.controllerManager, ["namespace"], context)} > 0`,
    (context) => !hasMetric(context) && context.jobs.controllerManager !== void 0
  ),
  row(
    "TerminationByKubelet",
    (context) => {
      const reasons = context.kubeStateMetrics.has("podPreemptionReason") ? ["Evicted", "TerminationByKubelet"] : ["Evicted"];
      return appeared("kube_pod_status_reason", reasons, context.kubeStateMetrics.has("podPreemptionReason") ? ["PreemptionByScheduler"] : [], reasons, context);
    },
    (context) => !hasMetric(context)
  )
];
var DISRUPTION = {
  name: "disruptions",
  title: "Disruptions",
  needs: ["kubeStateMetrics"],
  records: [
    ...byCondition,
    ...byCounters,
    {
      record: "cluster_code:apiserver_eviction_requests:increase5m",
      expr: (context) => counted("apiserver_request_total", `${apiServer(context)},${EVICTIONS}`, apiServer(context), ["code"], context),
      when: ({ jobs }) => jobs.apiServer !== void 0
    },
    {
      record: "nodepool_reason:karpenter_nodeclaims_disrupted:increase5m",
      expr: (context) => counted("karpenter_nodeclaims_disrupted_total", context.karpenter, context.karpenter, ["nodepool", "reason"], context),
      when: ({ jobs }) => jobs.karpenter !== void 0
    }
  ],
  alerts: [
    {
      alert: "PodsDisrupted",
      severity: "warning",
      threshold: 50,
      expr: ({ by }, pods2) => `sum ${by("cause", "initiator")} (${DISRUPTIONS}) > ${pods2}`,
      summary: '{{ $value | printf "%.0f" }} pods were disrupted in five minutes: {{ $labels.cause }} by {{ $labels.initiator }}.',
      description: "More than an upgrade or a consolidation usually moves: workloads may have too few pods."
    },
    {
      alert: "PodsEndedByKubelet",
      severity: "warning",
      expr: ({ by }) => `sum ${by("namespace")} (${DISRUPTIONS}{cause="TerminationByKubelet"}) > 0`,
      summary: 'Kubelets have ended {{ $value | printf "%.0f" }} pods of {{ $labels.namespace }}.',
      description: "A node is short of memory or disk, or shuts down; PodDisruptionBudgets are not asked."
    },
    {
      alert: "PodsPreempted",
      severity: "info",
      expr: ({ by }) => `sum ${by("namespace")} (${DISRUPTIONS}{cause="PreemptionByScheduler"}) > 0`,
      summary: '{{ $value | printf "%.0f" }} pods of {{ $labels.namespace }} had to make room for more important ones.',
      description: "The cluster has too little room for all."
    },
    {
      alert: "PodsLostWithNode",
      severity: "warning",
      expr: ({ by }) => `sum ${by("cause")} (${DISRUPTIONS}{cause=~"DeletionByTaintManager|DeletionByPodGC"}) > 0`,
      summary: '{{ $value | printf "%.0f" }} pods were deleted, since their node is ill or gone: {{ $labels.cause }}.',
      description: "What they did was not ended in order."
    },
    {
      alert: "EvictionsBlocked",
      severity: "warning",
      for: "30m",
      when: ({ jobs }) => jobs.apiServer !== void 0,
      expr: ({ by }) => `sum ${by()} (cluster_code:apiserver_eviction_requests:increase5m{code="429"}) > 0`,
      summary: 'The apiserver has refused evictions for half an hour: {{ $value | printf "%.0f" }} in five minutes.',
      description: "A PodDisruptionBudget allows none: a node is not drained, an upgrade does not go on."
    }
  ]
};

// src/monitoring-mixin/groups/kubelet-alerts.ts
var NAME = "{{ or $labels.node $labels.instance }}";
var WEEK = 7 * 86400;
var DAY = 86400;
var kubelet = (series, { once: once2 }, ...labels2) => once2(series, "node", "instance", ...labels2);
function down(context) {
  const { jobs, ksm: ksm3, by, on, absent: absent2 } = context;
  const up = main2(context);
  if (jobs.kubeStateMetrics === void 0) {
    return absent2(up);
  }
  return `(group ${by()} (kube_node_info{${ksm3}}) unless ${on()} group ${by()} (up{${up}} == 1)) or on () absent(up{${up}} == 1)`;
}
function evictions2(context) {
  const series = `kubelet_evictions{${main2(context)}}`;
  const first = `(${series} unless ${series} offset 15m and ${context.on("instance")} kubelet_node_name{${main2(context)}} offset 15m)`;
  return withNode(`sum ${context.by("instance", "eviction_signal")} (increase(${series}[15m]) > 0 or ${first})`, context);
}
function podsOfCapacity(context) {
  const { once: once2, on, ksm: ksm3 } = context;
  const pods2 = withNode(once2(`last_over_time(kubelet_running_pods{${main2(context)}}[5m])`, "instance"), context);
  return `100 * (${pods2}) / ${on("node")} group_left () ${once2(`last_over_time(kube_node_status_capacity{${ksm3},resource="pods"}[5m]) > 1`, "node")}`;
}
var runtime = (what, context) => `sum ${context.by("node", "instance")} (rate(kubelet_runtime_operations_${what}{${main2(context)}}[5m]))`;
var alerts = [
  {
    alert: "KubeletDown",
    severity: "critical",
    for: "15m",
    expr: down,
    summary: "No kubelet of the cluster can be scraped.",
    description: "There are no metrics of containers, volumes and kubelets: alerts on them are silent."
  },
  {
    alert: "KubeletInstanceUnreachable",
    severity: "warning",
    for: "15m",
    expr: (context) => `${kubelet(`up{${main2(context)}}`, context, "job")} == 0`,
    summary: `The kubelet of ${NAME} cannot be scraped.`,
    description: "There are no metrics of its containers and volumes: alerts on them are silent."
  },
  {
    alert: "KubeletTooManyPods",
    severity: "info",
    for: "15m",
    when: ({ jobs }) => jobs.kubeStateMetrics !== void 0,
    threshold: 95,
    expr: (context, percent) => `${podsOfCapacity(context)} > ${percent}`,
    summary: 'Node {{ $labels.node }} runs {{ $value | printf "%.0f" }}% of the pods that it can.',
    description: "At 100% the node accepts no more pods, even if it has free CPU and memory."
  },
  {
    alert: "KubeNodeEviction",
    severity: "info",
    expr: (context) => `${evictions2(context)} > 0`,
    summary: 'Node {{ $labels.node }} evicted {{ $value | printf "%.0f" }} pods in 15 minutes because of {{ $labels.eviction_signal }}.',
    description: "The node ran short of this resource. The evicted pods start on other nodes if they have an owner."
  },
  {
    alert: "KubeletPlegDurationHigh",
    severity: "warning",
    for: "5m",
    threshold: 10,
    expr: (_, seconds) => `node_quantile:kubelet_pleg_relist_duration_seconds:histogram_quantile{quantile="0.99"} >= ${seconds}`,
    summary: "The kubelet of {{ $labels.node }} needs {{ $value | humanizeDuration }} to list its containers.",
    description: "The kubelet notices starts and ends of containers late. After three minutes without a list the node is not ready."
  },
  {
    alert: "KubeletPodStartUpLatencyHigh",
    severity: "warning",
    for: "15m",
    threshold: 60,
    expr: (_, seconds) => `instance:kubelet_pod_start_duration_seconds:p99_5m > ${seconds}`,
    summary: "Pods on node {{ $labels.node }} need {{ $value | humanizeDuration }} to start.",
    description: "Rollouts and recovery are slow."
  },
  {
    alert: "KubeletRuntimeErrors",
    severity: "warning",
    for: "15m",
    threshold: 10,
    expr: (context, percent) => `100 * ${runtime("errors_total", context)} / (${runtime("total", context)} > 0) > ${percent}`,
    summary: `{{ $value | printf "%.0f" }}% of the calls of the kubelet of ${NAME} to its container runtime fail.`,
    description: "Containers cannot be started or removed."
  }
];
var expiration = (kind, severity, seconds) => ({
  alert: `Kubelet${kind === "client" ? "Client" : "Server"}CertificateExpiration`,
  severity,
  threshold: seconds,
  expr: (context, below) => `${context.once(`kubelet_certificate_manager_${kind}_ttl_seconds{${main2(context)}}`, "node", "instance")} < ${below}`,
  summary: `The ${kind} certificate of the kubelet of ${NAME} expires in {{ $value | humanizeDuration }}.`,
  description: kind === "client" ? "After that the kubelet cannot connect to the API server, and the node becomes not ready." : 'After that "kubectl logs" and "kubectl exec" fail for pods of this node, and so does scraping that verifies certificates.'
});
var certificates = [
  expiration("client", "warning", WEEK),
  expiration("client", "critical", DAY),
  expiration("server", "warning", WEEK),
  expiration("server", "critical", DAY),
  {
    alert: "KubeletClientCertificateRenewalErrors",
    severity: "warning",
    for: "15m",
    expr: (context) => `${kubelet(`increase(kubelet_certificate_manager_client_expiration_renew_errors{${main2(context)}}[5m])`, context)} > 0`,
    summary: `The kubelet of ${NAME} cannot renew its client certificate.`,
    description: "When the certificate expires, the node becomes not ready."
  },
  {
    alert: "KubeletServerCertificateRenewalErrors",
    severity: "warning",
    for: "15m",
    expr: (context) => `${kubelet(`increase(kubelet_server_expiration_renew_errors{${main2(context)}}[5m])`, context)} > 0`,
    summary: `The kubelet of ${NAME} cannot renew its server certificate.`,
    description: 'When the certificate expires, "kubectl logs" and "kubectl exec" fail for pods of this node.'
  }
];
var KUBELET_ALERTS = [...alerts, ...certificates];

// src/monitoring-mixin/groups/node-status-alerts.ts
var LEAVING = [
  "ToBeDeletedByClusterAutoscaler",
  "cloud.google.com/impending-node-termination",
  "aws-node-termination-handler/spot-itn",
  "karpenter.sh/disrupted",
  "karpenter.sh/disruption"
].join("|");
function inUse({ ksm: ksm3, on, once: once2 }) {
  return `unless ${on("node")} ${once2(`kube_node_spec_unschedulable{${ksm3}} == 1 or kube_node_spec_taint{${ksm3},key=~"${LEAVING}"} == 1`, "node")}`;
}
var condition = (matchers, { ksm: ksm3 }) => `kube_node_status_condition{${ksm3},${matchers},status="true"}`;
var when = ({ jobs }) => jobs.kubeStateMetrics !== void 0;
var NODE_STATUS_ALERTS = [
  {
    alert: "KubeNodeNotReady",
    severity: "warning",
    for: "15m",
    when,
    expr: (context) => `${context.once(condition('condition="Ready"', context), "node")} == 0 ${inUse(context)}`,
    summary: "Node {{ $labels.node }} is not ready.",
    description: "Its pods are evicted after five minutes and start on other nodes if there is room."
  },
  {
    alert: "KubeNodeUnreachable",
    severity: "warning",
    for: "15m",
    when,
    expr: (context) => `${context.once(`kube_node_spec_taint{${context.ksm},key="node.kubernetes.io/unreachable"}`, "node")} == 1 ${inUse(context)}`,
    summary: "Node {{ $labels.node }} is unreachable: its kubelet sends no heartbeats.",
    description: "Pods of StatefulSets, and pods with volumes that only one node can mount, do not start elsewhere until the node is back or deleted."
  },
  {
    alert: "KubeNodeReadinessFlapping",
    severity: "warning",
    for: "15m",
    when,
    threshold: 2,
    expr: (context, changes) => `${context.once(`changes(${condition('condition="Ready"', context)}[15m])`, "node")} > ${changes} ${inUse(context)}`,
    summary: 'The readiness of node {{ $labels.node }} changed {{ $value | printf "%.0f" }} times in 15 minutes.',
    description: "Its pods are removed from Services and added again each time."
  },
  {
    alert: "KubeNodePressure",
    severity: "info",
    for: "10m",
    when,
    expr: (context) => `${context.once(condition('condition=~"MemoryPressure|DiskPressure|PIDPressure"', context), "node", "condition")} == 1 ${inUse(context)}`,
    summary: "Node {{ $labels.node }} reports {{ $labels.condition }}.",
    description: "The kubelet evicts pods, and the node accepts no new ones."
  }
];

// src/monitoring-mixin/groups/kubelet.ts
var quantile = (q, metric2, context) => `histogram_quantile(${q}, ${withNode(`sum ${context.by("instance", "le")} (rate(${metric2}_bucket{${main2(context)}}[5m]))`, context)})`;
var KUBELET = {
  name: "kubelet",
  title: "Nodes and kubelets",
  needs: ["kubelet"],
  records: [
    ...[0.99, 0.9, 0.5].map((q) => ({
      record: "node_quantile:kubelet_pleg_relist_duration_seconds:histogram_quantile",
      labels: { quantile: String(q) },
      expr: (context) => quantile(q, "kubelet_pleg_relist_duration_seconds", context)
    })),
    { record: "instance:kubelet_pod_start_duration_seconds:p99_5m", expr: (context) => quantile(0.99, "kubelet_pod_start_duration_seconds", context) },
    { record: "cluster:kubelet_running_pods:sum", expr: (context) => `sum ${context.by()} (kubelet_running_pods{${main2(context)}})` }
  ],
  alerts: [...NODE_STATUS_ALERTS, ...KUBELET_ALERTS]
};

// src/monitoring-mixin/groups/node-series.ts
var FILESYSTEMS = 'fstype!~"tmpfs|ramfs|overlay|squashfs|erofs|iso9660|nsfs|fuse.*",mountpoint!~"/(run|var/lib/kubelet)/.+"';
var DEVICES = 'device!~"lo|veth.+|cali.+|cilium.+|lxc.+|cni.+|flannel.+|docker.+|br-.+|tunl.+|kube-.+|nodelocaldns"';
var DISKS = 'device!~"loop.+|ram.+|zram.+"';
var MACHINE = ["node", "instance"];
var NAME2 = "{{ or $labels.node $labels.instance }}";
function machine(series, { once: once2 }, ...labels2) {
  return once2(series, ...MACHINE, ...labels2);
}
function lastOf(gauge, context, ...labels2) {
  return machine(`last_over_time(${gauge}[5m])`, context, ...labels2);
}

// src/monitoring-mixin/groups/filesystem-alerts.ts
var SPACE = { free: "avail_bytes", of: "size_bytes", words: "space" };
var INODES = { free: "files_free", of: "files", words: "inodes" };
var DISK = ["device", "mountpoint"];
var metric = (name2, { node: node2 }) => `node_filesystem_${name2}{${node2},${FILESYSTEMS}}`;
var percentFree = ({ free, of: of4 }, context) => `100 * ${lastOf(metric(free, context), context, ...DISK)} / ${lastOf(metric(of4, context), context, ...DISK)}`;
var writable = (context) => `unless ${lastOf(metric("readonly", context), context, ...DISK)} == 1`;
var almostOut = (alert, resource, after, description) => ({ severity, percent }) => ({
  alert,
  severity,
  for: after,
  threshold: percent,
  expr: (context, below) => `${percentFree(resource, context)} < ${below} ${writable(context)}`,
  summary: `File system {{ $labels.mountpoint }} of ${NAME2} has {{ $value | printf "%.1f" }}% of its ${resource.words} free.`,
  description
});
var predicted = ({ free }, hours, context) => `predict_linear(${machine(metric(free, context), context, ...DISK)}[6h:5m], ${hours * 3600}) < 0`;
var fillingUp = (alert, resource, description) => ({ severity, percent, hours }) => ({
  alert,
  severity,
  for: "1h",
  threshold: percent,
  expr: (context, below) => `${percentFree(resource, context)} < ${below} and ${predicted(resource, hours, context)} ${writable(context)}`,
  summary: `File system {{ $labels.mountpoint }} of ${NAME2} has {{ $value | printf "%.1f" }}% of its ${resource.words} free and will run out within ${hours} hours.`,
  description
});
var EVICTS = "The kubelet evicts pods to free space, and images cannot be pulled.";
var NO_FILES = "Without free inodes no file can be created, even if there is free space.";
var spaceFillingUp = fillingUp("NodeFilesystemSpaceFillingUp", SPACE, "If the trend continues, the kubelet evicts pods to free space.");
var almostOutOfSpace = almostOut("NodeFilesystemAlmostOutOfSpace", SPACE, "30m", EVICTS);
var filesFillingUp = fillingUp("NodeFilesystemFilesFillingUp", INODES, NO_FILES);
var almostOutOfFiles = almostOut("NodeFilesystemAlmostOutOfFiles", INODES, "1h", NO_FILES);
var FILESYSTEM_ALERTS = [
  spaceFillingUp({ severity: "warning", percent: 15, hours: 24 }),
  spaceFillingUp({ severity: "critical", percent: 10, hours: 4 }),
  almostOutOfSpace({ severity: "warning", percent: 5 }),
  almostOutOfSpace({ severity: "critical", percent: 3 }),
  filesFillingUp({ severity: "warning", percent: 40, hours: 24 }),
  filesFillingUp({ severity: "critical", percent: 20, hours: 4 }),
  almostOutOfFiles({ severity: "warning", percent: 5 }),
  almostOutOfFiles({ severity: "critical", percent: 3 })
];

// src/monitoring-mixin/groups/node-alerts.ts
var errors = (direction) => ({ node: node2, by }, percent) => {
  const rate = (what) => `sum ${by(...MACHINE, "device")} (rate(node_network_${direction}_${what}_total{${node2},${DEVICES}}[5m]))`;
  return `100 * ${rate("errs")} / (${rate("packets")} > 0) > ${percent}`;
};
var skew = (context, seconds) => {
  const offset = `node_timex_offset_seconds{${context.node}}`;
  const trend = machine(`deriv(${offset}[5m])`, context);
  return `(${lastOf(offset, context)} > ${seconds} and ${trend} >= 0) or (${lastOf(offset, context)} < -${seconds} and ${trend} <= 0)`;
};
var clock = [
  {
    alert: "NodeClockSkewDetected",
    severity: "warning",
    for: "10m",
    threshold: 0.05,
    expr: skew,
    summary: `The clock of ${NAME2} is off by {{ $value | humanizeDuration }} and is not corrected.`,
    description: "Certificates and tokens can be rejected, samples can be out of order, and leases can be lost."
  },
  {
    alert: "NodeClockNotSynchronising",
    severity: "warning",
    for: "10m",
    expr: (context) => `${machine(`min_over_time(node_timex_sync_status{${context.node}}[5m])`, context)} == 0 and ${machine(`max_over_time(node_timex_maxerror_seconds{${context.node}}[5m])`, context)} >= 16`,
    summary: `The clock of ${NAME2} is not synchronized with a time server.`,
    description: "The clock drifts by seconds a day."
  }
];
var load = [
  {
    alert: "NodeCPUHighUsage",
    severity: "info",
    for: "15m",
    threshold: 90,
    expr: (context, percent) => `100 * ${machine("instance:node_cpu_utilisation:rate5m", context)} > ${percent}`,
    summary: `The CPUs of ${NAME2} are {{ $value | printf "%.0f" }}% busy.`,
    description: "Pods without CPU requests get little CPU time."
  },
  {
    alert: "NodeSystemSaturation",
    severity: "warning",
    for: "15m",
    threshold: 2,
    expr: (context, perCpu) => `${lastOf("instance:node_load1_per_cpu:ratio", context)} > ${perCpu}`,
    summary: `The load of ${NAME2} is {{ $value | printf "%.1f" }} for each CPU.`,
    description: "Processes wait for CPU or disks, the kubelet included."
  },
  {
    alert: "NodeMemoryHighUtilization",
    severity: "warning",
    for: "15m",
    threshold: 90,
    expr: (context, percent) => `100 * ${lastOf("instance:node_memory_utilisation:ratio", context)} > ${percent}`,
    summary: `{{ $value | printf "%.0f" }}% of the memory of ${NAME2} is used.`,
    description: "If memory runs out, the kubelet evicts pods or the kernel kills processes."
  },
  {
    alert: "NodeMemoryMajorPagesFaults",
    severity: "warning",
    for: "15m",
    threshold: 500,
    expr: (context, perSecond) => `${machine("instance:node_vmstat_pgmajfault:rate5m", context)} > ${perSecond}`,
    summary: `${NAME2} reads {{ $value | humanize }} pages a second from disk because its memory is short.`,
    description: "All processes of the machine are slow."
  },
  {
    alert: "NodeDiskIOSaturation",
    severity: "warning",
    for: "30m",
    threshold: 10,
    expr: (context, queue) => `${machine("instance_device:node_disk_io_time_weighted_seconds:rate5m", context, "device")} > ${queue}`,
    summary: `{{ $value | printf "%.0f" }} requests wait for disk {{ $labels.device }} of ${NAME2}.`,
    description: "Reads and writes of this disk are slow. etcd suffers first."
  }
];
var network = [
  {
    alert: "NodeNetworkReceiveErrs",
    severity: "warning",
    for: "1h",
    threshold: 1,
    expr: errors("receive"),
    summary: `{{ $value | printf "%.1f" }}% of the packets that ${NAME2} receives on {{ $labels.device }} have errors.`,
    description: "Connections are slow because packets are sent again."
  },
  {
    alert: "NodeNetworkTransmitErrs",
    severity: "warning",
    for: "1h",
    threshold: 1,
    expr: errors("transmit"),
    summary: `{{ $value | printf "%.1f" }}% of the packets that ${NAME2} sends on {{ $labels.device }} have errors.`,
    description: "Connections are slow because packets are sent again."
  },
  {
    // more than one loss of the link; at a scrape every two minutes, ten minutes hold four changes at most
    alert: "NodeNetworkInterfaceFlapping",
    severity: "warning",
    for: "2m",
    threshold: 3,
    expr: (context, changes) => `${machine(`changes(node_network_up{${context.node},${DEVICES}}[10m])`, context, "device")} > ${changes}`,
    summary: `Interface {{ $labels.device }} of ${NAME2} changed between up and down {{ $value | printf "%.0f" }} times in 10 minutes.`,
    description: "Connections break each time."
  },
  {
    alert: "NodeBondingDegraded",
    severity: "warning",
    for: "5m",
    expr: (context) => `${lastOf(`node_bonding_slaves{${context.node}}`, context, "master")} - ${lastOf(`node_bonding_active{${context.node}}`, context, "master")} > 0`,
    summary: `{{ $value | printf "%.0f" }} links of bond {{ $labels.master }} of ${NAME2} are down.`,
    description: "The bond has less bandwidth. If the last link fails, the machine is offline."
  },
  {
    alert: "NodeHighNumberConntrackEntriesUsed",
    severity: "warning",
    for: "5m",
    threshold: 75,
    expr: (context, percent) => {
      const table = (what) => lastOf(`node_nf_conntrack_${what}{${context.node}}`, context);
      return `100 * ${table("entries")} / ${table("entries_limit")} > ${percent}`;
    },
    summary: `The connection table of ${NAME2} is {{ $value | printf "%.0f" }}% full.`,
    description: "If the table is full, the kernel silently drops new connections."
  }
];
var fileDescriptors = (severity, threshold) => ({
  alert: "NodeFileDescriptorLimit",
  severity,
  for: "15m",
  threshold,
  expr: (context, percent) => `100 * ${lastOf(`node_filefd_allocated{${context.node}}`, context)} / ${lastOf(`node_filefd_maximum{${context.node}}`, context)} > ${percent}`,
  summary: `{{ $value | printf "%.0f" }}% of the file descriptors of ${NAME2} are in use.`,
  description: "If none is left, no process can open a file or a connection."
});
var health = [
  fileDescriptors("warning", 70),
  fileDescriptors("critical", 90),
  {
    alert: "NodeRAIDDegraded",
    severity: "critical",
    for: "15m",
    expr: (context) => `${lastOf(`node_md_disks_required{${context.node}}`, context, "device")} - ${lastOf(`node_md_disks{${context.node},state="active"}`, context, "device")} > 0`,
    summary: `RAID array {{ $labels.device }} of ${NAME2} lacks {{ $value | printf "%.0f" }} disks.`,
    description: "The array has no spare disk left. The next disk that fails can take the data with it."
  },
  {
    alert: "NodeRAIDDiskFailure",
    severity: "warning",
    for: "5m",
    expr: (context) => `${lastOf(`node_md_disks{${context.node},state="failed"}`, context, "device")} > 0`,
    summary: `{{ $value | printf "%.0f" }} disks of RAID array {{ $labels.device }} of ${NAME2} have failed.`,
    description: "A spare disk may have taken over. The failed disk needs to be replaced."
  },
  {
    alert: "NodeTextFileCollectorScrapeError",
    severity: "warning",
    for: "5m",
    expr: (context) => `${lastOf(`node_textfile_scrape_error{${context.node}}`, context)} == 1`,
    summary: `node-exporter cannot read the metrics files of ${NAME2}.`,
    description: "The metrics of these files are missing, and alerts on them are silent."
  }
];
var systemd = [
  {
    alert: "NodeSystemdServiceFailed",
    severity: "warning",
    for: "5m",
    expr: (context) => `${lastOf(`node_systemd_unit_state{${context.node},state="failed"}`, context, "name")} == 1`,
    summary: `The systemd unit {{ $labels.name }} of ${NAME2} has failed.`,
    description: "The service does not run, and systemd does not start it again."
  },
  {
    alert: "NodeSystemdServiceCrashlooping",
    severity: "warning",
    for: "15m",
    threshold: 2,
    expr: (context, restarts) => `${machine(`increase(node_systemd_service_restart_total{${context.node}}[5m])`, context, "name")} > ${restarts}`,
    summary: `The systemd service {{ $labels.name }} of ${NAME2} restarted {{ $value | printf "%.0f" }} times in 5 minutes.`,
    description: "The service ends soon after each start."
  }
];
var NODE_ALERTS = [...FILESYSTEM_ALERTS, ...clock, ...load, ...network, ...health, ...systemd];

// src/monitoring-mixin/groups/nodes.ts
var RECORDS = [
  { record: "instance:node_num_cpu:sum", expr: ({ node: node2 }) => `count without (cpu, mode) (node_cpu_seconds_total{${node2},mode="idle"})` },
  {
    record: "instance:node_cpu_utilisation:rate5m",
    expr: ({ node: node2 }) => `1 - avg without (cpu) (sum without (mode) (rate(node_cpu_seconds_total{${node2},mode=~"idle|iowait|steal"}[5m])))`
  },
  { record: "instance:node_load1_per_cpu:ratio", expr: ({ node: node2 }) => `node_load1{${node2}} / instance:node_num_cpu:sum{${node2}}` },
  {
    record: "instance:node_memory_utilisation:ratio",
    expr: ({ node: node2 }) => `1 - node_memory_MemAvailable_bytes{${node2}} / node_memory_MemTotal_bytes{${node2}}`
  },
  { record: "instance:node_vmstat_pgmajfault:rate5m", expr: ({ node: node2 }) => `rate(node_vmstat_pgmajfault{${node2}}[5m])` },
  { record: "instance_device:node_disk_io_time_seconds:rate5m", expr: ({ node: node2 }) => `rate(node_disk_io_time_seconds_total{${node2},${DISKS}}[5m])` },
  {
    record: "instance_device:node_disk_io_time_weighted_seconds:rate5m",
    expr: ({ node: node2 }) => `rate(node_disk_io_time_weighted_seconds_total{${node2},${DISKS}}[5m])`
  },
  { record: "instance:node_network_receive_bytes_physical:rate5m", expr: traffic("receive") },
  { record: "instance:node_network_transmit_bytes_physical:rate5m", expr: traffic("transmit") },
  // a target without the label "node" is no node: it would be the mean of the cluster
  {
    record: "node:node_cpu_utilization:ratio_rate5m",
    expr: ({ node: node2, by }) => `avg ${by("node")} (instance:node_cpu_utilisation:rate5m{${node2},node!=""})`
  },
  {
    record: "cluster:node_cpu:ratio_rate5m",
    expr: ({ node: node2, by }) => `sum ${by()} (instance:node_cpu_utilisation:rate5m{${node2}} * instance:node_num_cpu:sum{${node2}}) / sum ${by()} (instance:node_num_cpu:sum{${node2}})`
  },
  {
    record: "cluster:node_memory_utilisation:ratio",
    expr: ({ node: node2, by }) => `1 - sum ${by()} (node_memory_MemAvailable_bytes{${node2}}) / sum ${by()} (node_memory_MemTotal_bytes{${node2}})`
  }
];
function traffic(direction) {
  return ({ node: node2 }) => `sum without (device) (rate(node_network_${direction}_bytes_total{${node2},${DEVICES}}[5m]))`;
}
var NODES = {
  name: "nodes",
  title: "Machines",
  needs: ["nodeExporter"],
  records: RECORDS,
  alerts: NODE_ALERTS
};

// src/monitoring-mixin/groups/prometheus.ts
var SELF = "{{ $labels.namespace }}/{{ $labels.pod }}";
var grows = (metric2, window = "10m", more = "") => ({ prometheus: prometheus2 }) => `increase(${metric2}{${prometheus2}${more}}[${window}]) > 0`;
var PROMETHEUS = {
  name: "prometheus",
  title: "Prometheus",
  needs: ["prometheus"],
  records: [
    { record: "job:up:sum", expr: ({ cluster: cluster2 }) => `sum by (${cluster2}, job) (up)` },
    { record: "job:up:count", expr: ({ cluster: cluster2 }) => `count by (${cluster2}, job) (up)` },
    { record: "job:scrape_samples_post_metric_relabeling:sum", expr: ({ cluster: cluster2 }) => `sum by (${cluster2}, job) (scrape_samples_post_metric_relabeling)` },
    { record: "job:scrape_duration_seconds:max", expr: ({ cluster: cluster2 }) => `max by (${cluster2}, job) (scrape_duration_seconds)` },
    { record: "pod:prometheus_tsdb_head_samples_appended:rate5m", expr: ({ prometheus: prometheus2, by }) => `sum ${by("namespace", "pod")} (rate(prometheus_tsdb_head_samples_appended_total{${prometheus2}}[5m]))` },
    { record: "pod:prometheus_tsdb_head_series_created:rate1h", expr: ({ prometheus: prometheus2, by }) => `sum ${by("namespace", "pod")} (rate(prometheus_tsdb_head_series_created_total{${prometheus2}}[1h]))` }
  ],
  alerts: [
    {
      alert: "PrometheusConfigReloadFailed",
      severity: "critical",
      for: "10m",
      expr: ({ prometheus: prometheus2 }) => `max_over_time(prometheus_config_last_reload_successful{${prometheus2}}[5m]) == 0`,
      summary: `Prometheus ${SELF} refuses its configuration.`,
      description: "It goes on with the last good one: changes have no effect, and after a restart it does not start."
    },
    {
      alert: "PrometheusNotIngesting",
      severity: "critical",
      for: "10m",
      expr: ({ prometheus: prometheus2, on }) => `sum without (type) (rate(prometheus_tsdb_head_samples_appended_total{${prometheus2}}[5m])) <= 0 and ${on("namespace", "pod")} sum without (scrape_job) (prometheus_target_metadata_cache_entries{${prometheus2}}) > 0`,
      summary: `Prometheus ${SELF} stores nothing.`,
      description: "Alerts over new samples are silent."
    },
    {
      alert: "PrometheusDiscoveryFailing",
      severity: "warning",
      for: "20m",
      expr: grows("prometheus_sd_refresh_failures_total"),
      summary: `Prometheus ${SELF} cannot discover by {{ $labels.mechanism }}.`,
      description: "New targets are not found."
    },
    {
      alert: "PrometheusKubernetesDiscoveryFailing",
      severity: "warning",
      for: "15m",
      expr: grows("prometheus_sd_kubernetes_failures_total"),
      summary: `Prometheus ${SELF} cannot watch objects of Kubernetes.`,
      description: "New targets are not found."
    },
    {
      alert: "PrometheusTargetSyncFailing",
      severity: "critical",
      for: "5m",
      expr: grows("prometheus_target_sync_failed_total", "30m"),
      summary: `Prometheus ${SELF} cannot make targets of {{ $labels.scrape_job }}.`,
      description: "What is new there is not scraped."
    },
    {
      alert: "PrometheusNotificationQueueFilling",
      severity: "warning",
      for: "15m",
      expr: ({ prometheus: prometheus2, on }) => `predict_linear(prometheus_notifications_queue_length{${prometheus2}}[5m], 1800) > ${on("namespace", "pod")} group_left () prometheus_notifications_queue_capacity{${prometheus2}}`,
      summary: `The queue of alerts of Prometheus ${SELF} will be full within half an hour.`,
      description: "Then alerts are lost."
    },
    {
      alert: "PrometheusAlertsNotSent",
      severity: "critical",
      for: "15m",
      threshold: 3,
      expr: ({ prometheus: prometheus2 }, percent) => `100 * min without (alertmanager) (rate(prometheus_notifications_errors_total{${prometheus2}}[5m]) / (rate(prometheus_notifications_sent_total{${prometheus2}}[5m]) > 0)) > ${percent}`,
      summary: `Prometheus ${SELF} fails to send {{ $value | printf "%.0f" }}% of its alerts to any Alertmanager.`,
      description: "People are not told."
    },
    {
      alert: "PrometheusNoAlertmanager",
      severity: "warning",
      for: "10m",
      when: ({ jobs }) => jobs.alertmanager !== void 0,
      expr: ({ prometheus: prometheus2 }) => `max_over_time(prometheus_notifications_alertmanagers_discovered{${prometheus2}}[5m]) < 1`,
      summary: `Prometheus ${SELF} knows no Alertmanager.`,
      description: "Nobody is told of any alert."
    },
    {
      alert: "PrometheusDatabaseFailing",
      severity: "warning",
      for: "4h",
      expr: ({ prometheus: prometheus2 }) => `increase(prometheus_tsdb_reloads_failures_total{${prometheus2}}[3h]) > 0 or increase(prometheus_tsdb_compactions_failed_total{${prometheus2}}[3h]) > 0`,
      summary: `Prometheus ${SELF} cannot load or compact blocks.`,
      description: "Memory and disk grow until it ends."
    },
    {
      alert: "PrometheusWalCorrupted",
      severity: "warning",
      expr: ({ prometheus: prometheus2 }) => `increase(prometheus_tsdb_wal_corruptions_total{${prometheus2}}[1h]) > 0`,
      summary: `Prometheus ${SELF} found its write-ahead log damaged.`,
      description: "Samples of the last two hours may be lost."
    },
    {
      alert: "PrometheusDuplicateSamples",
      severity: "warning",
      for: "15m",
      expr: grows("prometheus_target_scrapes_sample_duplicate_timestamp_total", "5m"),
      summary: `Prometheus ${SELF} drops samples that it has for the same moment already.`,
      description: "Two targets bring the same series: one of them is lost."
    },
    {
      alert: "PrometheusOutOfOrderSamples",
      severity: "warning",
      for: "15m",
      expr: grows("prometheus_target_scrapes_sample_out_of_order_total", "5m"),
      summary: `Prometheus ${SELF} drops samples that are older than what it has.`,
      description: "Series have gaps."
    },
    {
      alert: "PrometheusRemoteWriteFailing",
      severity: "critical",
      for: "15m",
      threshold: 1,
      expr: ({ prometheus: prometheus2 }, percent) => `100 * rate(prometheus_remote_storage_samples_failed_total{${prometheus2}}[5m]) / (rate(prometheus_remote_storage_samples_failed_total{${prometheus2}}[5m]) + rate(prometheus_remote_storage_samples_total{${prometheus2}}[5m])) > ${percent}`,
      summary: `Prometheus ${SELF} fails to send {{ $value | printf "%.1f" }}% of its samples to {{ $labels.url }}.`,
      description: "They are lost there."
    },
    {
      alert: "PrometheusRemoteWriteBehind",
      severity: "critical",
      for: "15m",
      threshold: 120,
      expr: ({ prometheus: prometheus2, on }, seconds) => `max_over_time(prometheus_remote_storage_highest_timestamp_in_seconds{${prometheus2}}[5m]) - ${on("namespace", "pod")} group_right () max_over_time(prometheus_remote_storage_queue_highest_sent_timestamp_seconds{${prometheus2}}[5m]) > ${seconds}`,
      summary: `Prometheus ${SELF} is {{ $value | humanizeDuration }} behind in sending to {{ $labels.url }}.`,
      description: "After two hours samples are lost."
    },
    {
      alert: "PrometheusRemoteWriteShardsShort",
      severity: "warning",
      for: "15m",
      expr: ({ prometheus: prometheus2 }) => `prometheus_remote_storage_shards_desired{${prometheus2}} > prometheus_remote_storage_shards_max{${prometheus2}}`,
      summary: `Prometheus ${SELF} wants {{ $value | printf "%.0f" }} shards to send to {{ $labels.url }}, more than it may have.`,
      description: "It will fall behind."
    },
    {
      alert: "PrometheusRuleFailures",
      severity: "critical",
      for: "15m",
      expr: grows("prometheus_rule_evaluation_failures_total", "5m"),
      summary: `Prometheus ${SELF} cannot evaluate rules of {{ $labels.rule_group }}.`,
      description: "These alerts are silent, whatever happens."
    },
    {
      alert: "PrometheusRulesMissed",
      severity: "warning",
      for: "15m",
      expr: grows("prometheus_rule_group_iterations_missed_total", "5m"),
      summary: `Prometheus ${SELF} is too slow for the rules of {{ $labels.rule_group }}.`,
      description: "Alerts come late."
    },
    {
      alert: "PrometheusScrapeLimitHit",
      severity: "warning",
      for: "15m",
      expr: ({ prometheus: prometheus2 }) => ["target_scrape_pool_exceeded_target_limit", "target_scrape_pool_exceeded_label_limits", "target_scrapes_exceeded_sample_limit", "target_scrapes_exceeded_body_size_limit"].map((counter2) => `increase(prometheus_${counter2}_total{${prometheus2}}[5m]) > 0`).join(" or "),
      summary: `Prometheus ${SELF} throws scrapes away that exceed a limit.`,
      description: "These targets are down, as far as one can see."
    },
    {
      alert: "PrometheusQueriesBusy",
      severity: "warning",
      for: "15m",
      expr: ({ prometheus: prometheus2 }) => `avg_over_time(prometheus_engine_queries{${prometheus2}}[5m]) / max_over_time(prometheus_engine_queries_concurrent_max{${prometheus2}}[5m]) > 0.8`,
      summary: `Prometheus ${SELF} runs nearly as many queries as it may.`,
      description: "Dashboards and rules wait."
    },
    {
      alert: "PrometheusManySeries",
      severity: "warning",
      for: "1h",
      threshold: 5e6,
      expr: ({ prometheus: prometheus2 }, series) => `prometheus_tsdb_head_series{${prometheus2}} > ${series}`,
      summary: `Prometheus ${SELF} has {{ $value | humanize }} series in memory.`,
      description: "It takes some kilobytes for each: it will be killed."
    },
    {
      alert: "TargetsDown",
      severity: "warning",
      for: "10m",
      threshold: 10,
      expr: ({ by }, percent) => `100 * count ${by("job", "namespace")} (up == 0) / count ${by("job", "namespace")} (up) > ${percent}`,
      summary: '{{ $value | printf "%.0f" }}% of the targets of {{ $labels.job }} in {{ $labels.namespace }} cannot be scraped.',
      description: "Alerts over their metrics are silent."
    },
    {
      alert: "Watchdog",
      severity: "none",
      expr: () => "vector(1)",
      summary: "All is well with the way of alerts: this one always fires.",
      description: "When it ends, Prometheus or Alertmanager is away. Route it to something that rings when it does not come (a dead man's switch)."
    },
    {
      alert: "InfoInhibitor",
      severity: "none",
      expr: ({ by }) => `count ${by("namespace")} (ALERTS{severity="info",alertstate="firing"}) unless ${by("namespace").replace("by", "on")} count ${by("namespace")} (ALERTS{severity=~"warning|critical",alertstate="firing"})`,
      summary: "Only alerts of severity info fire in {{ $labels.namespace }}.",
      description: "They matter beside others alone. Let this one inhibit them: source severity none, target severity info, equal namespace."
    }
  ]
};
var CONFIG_RELOADER = {
  name: "config-reloader",
  title: "Config reloader",
  needs: ["prometheus"],
  alerts: [{
    alert: "ConfigReloaderFailing",
    severity: "warning",
    for: "10m",
    // whoever's it is
    expr: () => "max_over_time(reloader_last_reload_successful[5m]) == 0",
    summary: "The config reloader of {{ $labels.namespace }}/{{ $labels.pod }} cannot have the configuration reloaded.",
    description: "Changes have no effect."
  }]
};

// src/monitoring-mixin/groups/resources.ts
var CPU = "container_cpu_usage_seconds_total";
var MEMORY = "container_memory_working_set_bytes";
var containers = ({ cadvisor: cadvisor2 }) => `${cadvisor2},container!="",image!=""`;
var held = (metric2, resource, { ksm: ksm3, by, on }) => `sum ${by("namespace")} (sum ${by("namespace", "pod")} (${metric2}{${ksm3},resource="${resource}"}) * ${on("namespace", "pod")} group_left () max ${by("namespace", "pod")} (kube_pod_status_phase{${ksm3},phase=~"Pending|Running"} == 1))`;
var holdings = ["requests", "limits"].flatMap((kind) => [["cpu", "cores"], ["memory", "bytes"]].map(([resource, unit]) => ({
  record: `namespace:kube_pod_container_resource_${kind}_${resource}_${unit}:sum`,
  expr: (context) => held(`kube_pod_container_resource_${kind}`, resource, context)
})));
var overcommitted = (resource, unit) => ({ ksm: ksm3, by, cluster: cluster2 }) => `sum ${by()} (namespace:kube_pod_container_resource_requests_${resource}_${unit}:sum) > sum ${by()} (kube_node_status_allocatable{${ksm3},resource="${resource}"}) - max ${by()} (kube_node_status_allocatable{${ksm3},resource="${resource}"}) and on (${cluster2}) count ${by()} (kube_node_status_allocatable{${ksm3},resource="${resource}"}) > 1`;
var RESOURCES = {
  name: "resources",
  title: "CPU and memory",
  needs: ["kubeStateMetrics", "kubelet"],
  records: [
    { record: "namespace_pod_container:container_cpu_usage_seconds:rate5m", expr: (context) => `sum ${context.by("namespace", "pod", "container")} (rate(${CPU}{${containers(context)}}[5m]))` },
    { record: "namespace_pod_container:container_memory_working_set_bytes:max", expr: (context) => `max ${context.by("namespace", "pod", "container")} (${MEMORY}{${containers(context)}})` },
    { record: "namespace:container_cpu_usage_seconds:rate5m", expr: ({ by }) => `sum ${by("namespace")} (namespace_pod_container:container_cpu_usage_seconds:rate5m)` },
    { record: "namespace:container_memory_working_set_bytes:sum", expr: ({ by }) => `sum ${by("namespace")} (namespace_pod_container:container_memory_working_set_bytes:max)` },
    { record: "cluster:container_cpu_usage_seconds:rate5m", expr: ({ by }) => `sum ${by()} (namespace:container_cpu_usage_seconds:rate5m)` },
    { record: "cluster:container_memory_working_set_bytes:sum", expr: ({ by }) => `sum ${by()} (namespace:container_memory_working_set_bytes:sum)` },
    ...holdings,
    { record: "cluster:kube_node_allocatable_cpu_cores:sum", expr: ({ ksm: ksm3, by }) => `sum ${by()} (kube_node_status_allocatable{${ksm3},resource="cpu"})` },
    { record: "cluster:kube_node_allocatable_memory_bytes:sum", expr: ({ ksm: ksm3, by }) => `sum ${by()} (kube_node_status_allocatable{${ksm3},resource="memory"})` },
    { record: "cluster:kube_pod_container_resource_requests_cpu_cores:sum", expr: ({ by }) => `sum ${by()} (namespace:kube_pod_container_resource_requests_cpu_cores:sum)` },
    { record: "cluster:kube_pod_container_resource_requests_memory_bytes:sum", expr: ({ by }) => `sum ${by()} (namespace:kube_pod_container_resource_requests_memory_bytes:sum)` },
    { record: "namespace_pod:container_network_receive_bytes:rate5m", expr: ({ by, cadvisor: cadvisor2 }) => `sum ${by("namespace", "pod")} (rate(container_network_receive_bytes_total{${cadvisor2},pod!=""}[5m]))` },
    { record: "namespace_pod:container_network_transmit_bytes:rate5m", expr: ({ by, cadvisor: cadvisor2 }) => `sum ${by("namespace", "pod")} (rate(container_network_transmit_bytes_total{${cadvisor2},pod!=""}[5m]))` },
    {
      record: "namespace_workload:container_cpu_usage_seconds:rate5m",
      expr: ({ by, on }) => `sum ${by("namespace", "workload", "workload_type")} (sum ${by("namespace", "pod")} (namespace_pod_container:container_cpu_usage_seconds:rate5m) * ${on("namespace", "pod")} group_left (workload, workload_type) namespace_pod:workload:info)`
    },
    {
      record: "namespace_workload:container_memory_working_set_bytes:sum",
      expr: ({ by, on }) => `sum ${by("namespace", "workload", "workload_type")} (sum ${by("namespace", "pod")} (namespace_pod_container:container_memory_working_set_bytes:max) * ${on("namespace", "pod")} group_left (workload, workload_type) namespace_pod:workload:info)`
    }
  ],
  alerts: [
    {
      alert: "CpuOvercommitted",
      severity: "warning",
      for: "10m",
      expr: overcommitted("cpu", "cores"),
      summary: "Pods request more CPU than the cluster has without its largest node.",
      description: "When a node fails, its pods do not all find room elsewhere."
    },
    {
      alert: "MemoryOvercommitted",
      severity: "warning",
      for: "10m",
      expr: overcommitted("memory", "bytes"),
      summary: "Pods request more memory than the cluster has without its largest node.",
      description: "When a node fails, its pods do not all find room elsewhere."
    },
    {
      alert: "QuotaAlmostUsed",
      severity: "info",
      for: "15m",
      threshold: 90,
      expr: ({ ksm: ksm3 }, percent) => `100 * kube_resourcequota{${ksm3},type="used"} / ignoring (type) (kube_resourcequota{${ksm3},type="hard"} > 0) > ${percent} < 100`,
      summary: 'Namespace {{ $labels.namespace }} uses {{ $value | printf "%.0f" }}% of its quota of {{ $labels.resource }}.',
      description: "Soon nothing can be added there."
    },
    {
      alert: "QuotaUsedUp",
      severity: "warning",
      for: "15m",
      expr: ({ ksm: ksm3 }) => `100 * kube_resourcequota{${ksm3},type="used"} / ignoring (type) (kube_resourcequota{${ksm3},type="hard"} > 0) >= 100`,
      summary: "Namespace {{ $labels.namespace }} has used up its quota of {{ $labels.resource }}.",
      description: "Nothing can be added there: rollouts that need one pod more stop."
    },
    {
      alert: "ContainerCpuThrottled",
      severity: "info",
      for: "15m",
      threshold: 25,
      expr: ({ by, cadvisor: cadvisor2 }, percent) => `100 * sum ${by("namespace", "pod", "container")} (increase(container_cpu_cfs_throttled_periods_total{${cadvisor2},container!=""}[5m])) / sum ${by("namespace", "pod", "container")} (increase(container_cpu_cfs_periods_total{${cadvisor2},container!=""}[5m])) > ${percent}`,
      summary: 'Container {{ $labels.container }} of pod {{ $labels.namespace }}/{{ $labels.pod }} is held back in {{ $value | printf "%.0f" }}% of its time slices.',
      description: "It wants more CPU than its limit, and answers late."
    },
    {
      alert: "ContainerMemoryNearLimit",
      severity: "warning",
      for: "15m",
      threshold: 95,
      expr: ({ ksm: ksm3, by, on }, percent) => `100 * namespace_pod_container:container_memory_working_set_bytes:max / ${on("namespace", "pod", "container")} max ${by("namespace", "pod", "container")} (kube_pod_container_resource_limits{${ksm3},resource="memory"}) > ${percent}`,
      summary: 'Container {{ $labels.container }} of pod {{ $labels.namespace }}/{{ $labels.pod }} uses {{ $value | printf "%.0f" }}% of its memory limit.',
      description: "A little more, and it is killed."
    }
  ]
};

// src/monitoring-mixin/groups/stack.ts
var POD2 = "{{ $labels.namespace }}/{{ $labels.pod }}";
var failing = (failed, all, selector, window) => `100 * rate(${failed}{${selector}}[${window}]) / (rate(${all}{${selector}}[${window}]) > 0)`;
var ALERTMANAGER = {
  name: "alertmanager",
  title: "Alertmanager",
  needs: ["alertmanager"],
  alerts: [
    {
      alert: "AlertmanagerConfigReloadFailed",
      severity: "critical",
      for: "10m",
      expr: ({ alertmanager }) => `max_over_time(alertmanager_config_last_reload_successful{${alertmanager}}[5m]) == 0`,
      summary: `Alertmanager ${POD2} refuses its configuration.`,
      description: "It goes on with the last good one, and does not start again without."
    },
    {
      alert: "AlertmanagerMembersDiffer",
      severity: "critical",
      for: "15m",
      expr: ({ alertmanager, by }) => `max_over_time(alertmanager_cluster_members{${alertmanager}}[5m]) < on (${by("namespace", "service").slice(4, -1)}) group_left () count ${by("namespace", "service")} (max_over_time(alertmanager_cluster_members{${alertmanager}}[5m]))`,
      summary: `Alertmanager ${POD2} sees {{ $value }} members, fewer than there are.`,
      description: "Each part sends for itself: people are told twice, and silences do not hold everywhere."
    },
    {
      alert: "AlertmanagerNotificationsFailing",
      severity: "critical",
      for: "5m",
      threshold: 1,
      expr: ({ alertmanager, by }, percent) => `min ${by("namespace", "service", "integration")} (${failing("alertmanager_notifications_failed_total", "alertmanager_notifications_total", alertmanager, "15m")}) > ${percent}`,
      summary: 'Alertmanager fails to send {{ $value | printf "%.0f" }}% of what it sends by {{ $labels.integration }}.',
      description: "People are not told."
    },
    {
      alert: "AlertmanagerConfigsDiffer",
      severity: "critical",
      for: "20m",
      expr: ({ alertmanager, by }) => `count ${by("namespace", "service")} (count_values ${by("namespace", "service")} ("config_hash", alertmanager_config_hash{${alertmanager}})) > 1`,
      summary: "The Alertmanagers of {{ $labels.namespace }}/{{ $labels.service }} have different configurations.",
      description: "Who is told depends on which of them sends."
    },
    {
      alert: "AlertmanagersDown",
      severity: "critical",
      for: "5m",
      expr: ({ alertmanager, by }) => `count ${by("namespace", "service")} (avg_over_time(up{${alertmanager}}[5m]) < 0.5) / count ${by("namespace", "service")} (up{${alertmanager}}) >= 0.5`,
      summary: "Half of the Alertmanagers of {{ $labels.namespace }}/{{ $labels.service }} or more are down.",
      description: "With the last one nobody is told of anything."
    }
  ]
};
var OPERATOR = {
  name: "operator",
  title: "prometheus-operator",
  needs: ["prometheusOperator"],
  alerts: [
    {
      alert: "OperatorAbsent",
      severity: "warning",
      for: "15m",
      expr: ({ operator: operator2 }) => `absent(up{${operator2}} == 1)`,
      summary: "No prometheus-operator is scraped.",
      description: "New monitors and rules have no effect."
    },
    {
      alert: "OperatorApiErrors",
      severity: "warning",
      for: "15m",
      threshold: 40,
      expr: ({ operator: operator2, by }, percent) => ["list", "watch"].map((verb) => `100 * sum ${by("controller", "namespace")} (rate(prometheus_operator_${verb}_operations_failed_total{${operator2}}[10m])) / (sum ${by("controller", "namespace")} (rate(prometheus_operator_${verb}_operations_total{${operator2}}[10m])) > 0) > ${percent}`).join(" or "),
      summary: 'The {{ $labels.controller }} controller of prometheus-operator fails in {{ $value | printf "%.0f" }}% of what it asks the apiserver.',
      description: "Changes have no effect, or late."
    },
    {
      alert: "OperatorReconcileFailing",
      severity: "warning",
      for: "10m",
      threshold: 10,
      expr: ({ operator: operator2, by }, percent) => `100 * sum ${by("controller", "namespace")} (rate(prometheus_operator_reconcile_errors_total{${operator2}}[5m])) / (sum ${by("controller", "namespace")} (rate(prometheus_operator_reconcile_operations_total{${operator2}}[5m])) > 0) > ${percent}`,
      summary: 'The {{ $labels.controller }} controller of prometheus-operator fails in {{ $value | printf "%.0f" }}% of its work.',
      description: "A Prometheus or Alertmanager is not as its custom resource says."
    },
    {
      alert: "OperatorSyncFailed",
      severity: "warning",
      for: "10m",
      expr: ({ operator: operator2, by }) => `min_over_time(sum ${by("controller", "namespace")} (prometheus_operator_syncs{${operator2},status="failed"})[5m:1m]) > 0`,
      summary: '{{ $value | printf "%.0f" }} objects of the {{ $labels.controller }} controller of prometheus-operator cannot be brought about.',
      description: "A Prometheus or Alertmanager is not as its custom resource says."
    },
    {
      alert: "OperatorRejectedResources",
      severity: "warning",
      for: "5m",
      expr: ({ operator: operator2, by }) => `min_over_time(sum ${by("controller", "namespace", "resource")} (prometheus_operator_managed_resources{${operator2},state="rejected"})[5m:1m]) > 0`,
      summary: 'prometheus-operator leaves out {{ $value | printf "%.0f" }} objects of {{ $labels.resource }}.',
      description: "What they say is not scraped, or not evaluated."
    },
    {
      alert: "OperatorNodeAddressLookupFailed",
      severity: "warning",
      expr: ({ operator: operator2 }) => `increase(prometheus_operator_node_address_lookup_errors_total{${operator2}}[15m]) > 0`,
      summary: 'prometheus-operator finds no valid address of {{ $value | printf "%.0f" }} nodes.',
      description: "Their kubelets are not scraped. Before operator 0.77 none is: one node costs all."
    },
    {
      alert: "OperatorNodeSyncFailed",
      severity: "warning",
      for: "15m",
      expr: ({ operator: operator2 }) => `increase(prometheus_operator_node_syncs_failed_total{${operator2}}[15m]) > 0`,
      summary: "prometheus-operator cannot write the addresses of the kubelets.",
      description: "New nodes are not scraped, or none is."
    },
    {
      alert: "OperatorNotReady",
      severity: "warning",
      for: "5m",
      expr: ({ operator: operator2, by }) => `min ${by("controller", "namespace")} (max_over_time(prometheus_operator_ready{${operator2}}[5m]) == 0)`,
      summary: "The {{ $labels.controller }} controller of prometheus-operator is not ready.",
      description: "Its kind of objects is not looked at."
    }
  ]
};
var ksmErrors = (operation) => ({ ksm: ksm3, by }, percent) => `100 * sum ${by("resource")} (rate(kube_state_metrics_${operation}_total{${ksm3},result="error"}[5m])) / (sum ${by("resource")} (rate(kube_state_metrics_${operation}_total{${ksm3}}[5m])) > 0) > ${percent}`;
var KUBE_STATE_METRICS = {
  name: "kube-state-metrics",
  title: "kube-state-metrics",
  needs: ["kubeStateMetrics"],
  alerts: [
    {
      alert: "KubeStateMetricsAbsent",
      severity: "critical",
      for: "15m",
      expr: ({ ksm: ksm3 }) => `absent(up{${ksm3}} == 1)`,
      summary: "No kube-state-metrics is scraped.",
      description: "All alerts of workloads are silent."
    },
    {
      alert: "KubeStateMetricsListErrors",
      severity: "critical",
      for: "15m",
      threshold: 1,
      expr: ksmErrors("list"),
      summary: "kube-state-metrics cannot list {{ $labels.resource }}.",
      description: "Metrics of them are missing or old."
    },
    {
      alert: "KubeStateMetricsWatchErrors",
      severity: "critical",
      for: "15m",
      threshold: 1,
      expr: ksmErrors("watch"),
      summary: "kube-state-metrics cannot watch {{ $labels.resource }}.",
      description: "Metrics of them are old."
    },
    {
      alert: "KubeStateMetricsShardsDiffer",
      severity: "critical",
      for: "15m",
      expr: ({ ksm: ksm3, cluster: cluster2 }) => `stdvar by (${cluster2}) (kube_state_metrics_total_shards{${ksm3}}) > 0`,
      summary: "The shards of kube-state-metrics do not agree on how many they are.",
      description: "Some objects are counted twice, others not at all."
    },
    {
      alert: "KubeStateMetricsShardMissing",
      severity: "critical",
      for: "15m",
      expr: ({ ksm: ksm3, by }) => `max ${by()} (kube_state_metrics_total_shards{${ksm3}}) - count ${by()} (count ${by("shard_ordinal")} (kube_state_metrics_shard_ordinal{${ksm3}})) > 0`,
      summary: "{{ $value }} shards of kube-state-metrics are missing.",
      description: "Their objects are not seen."
    }
  ]
};

// src/monitoring-mixin/groups/storage.ts
var labels = ["namespace", "persistentvolumeclaim"];
var claim = (metric2, { kubelet: kubelet4, by }) => `min ${by(...labels)} (kubelet_volume_stats_${metric2}{${kubelet4},metrics_path="/metrics"})`;
var share = (free, of4, context) => `100 * ${claim(free, context)} / ${claim(of4, context)}`;
var STORAGE = {
  name: "storage",
  title: "Volumes",
  needs: ["kubelet"],
  records: [
    { record: "namespace_persistentvolumeclaim:kubelet_volume_stats_used:ratio", expr: (context) => `1 - ${claim("available_bytes", context)} / ${claim("capacity_bytes", context)}` },
    { record: "namespace_persistentvolumeclaim:kubelet_volume_stats_inodes_used:ratio", expr: (context) => `1 - ${claim("inodes_free", context)} / ${claim("inodes", context)}` }
  ],
  alerts: [
    {
      alert: "VolumeAlmostFull",
      severity: "critical",
      for: "1m",
      threshold: 3,
      expr: (context, percent) => `${share("available_bytes", "capacity_bytes", context)} < ${percent}`,
      summary: 'Volume {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} has {{ $value | printf "%.1f" }}% free.',
      description: "What writes there stops when it is full; databases may not start again."
    },
    {
      alert: "VolumeWillBeFull",
      severity: "warning",
      for: "1h",
      threshold: 15,
      expr: (context, percent) => `${share("available_bytes", "capacity_bytes", context)} < ${percent} and ${context.on(...labels)} predict_linear(kubelet_volume_stats_available_bytes{${context.kubelet},metrics_path="/metrics"}[6h], 4 * 86400) < 0`,
      summary: 'Volume {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} has {{ $value | printf "%.1f" }}% free, and as it goes is full within four days.',
      description: "What writes there stops when it is full."
    },
    {
      alert: "VolumeInodesAlmostUsed",
      severity: "critical",
      for: "1m",
      threshold: 3,
      expr: (context, percent) => `${share("inodes_free", "inodes", context)} < ${percent}`,
      summary: 'Volume {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} has {{ $value | printf "%.1f" }}% of its inodes free.',
      description: "Without inodes no file can be made, although there is room."
    },
    {
      alert: "VolumeInodesWillBeUsed",
      severity: "warning",
      for: "1h",
      threshold: 15,
      expr: (context, percent) => `${share("inodes_free", "inodes", context)} < ${percent} and ${context.on(...labels)} predict_linear(kubelet_volume_stats_inodes_free{${context.kubelet},metrics_path="/metrics"}[6h], 4 * 86400) < 0`,
      summary: 'Volume {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} has {{ $value | printf "%.1f" }}% of its inodes free, and as it goes has none within four days.',
      description: "Without inodes no file can be made, although there is room."
    },
    {
      alert: "PersistentVolumeFailed",
      severity: "critical",
      for: "5m",
      when: ({ jobs }) => jobs.kubeStateMetrics !== void 0,
      expr: ({ ksm: ksm3 }) => `kube_persistentvolume_status_phase{${ksm3},phase=~"Failed|Pending"} > 0`,
      summary: "PersistentVolume {{ $labels.persistentvolume }} is {{ $labels.phase }}.",
      description: "It cannot be used, or could not be given back."
    },
    {
      alert: "PersistentVolumeClaimPending",
      severity: "warning",
      for: "15m",
      when: ({ jobs }) => jobs.kubeStateMetrics !== void 0,
      expr: ({ ksm: ksm3 }) => `kube_persistentvolumeclaim_status_phase{${ksm3},phase=~"Pending|Lost"} > 0`,
      summary: "PersistentVolumeClaim {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} is {{ $labels.phase }}.",
      description: "Pods that want it do not start. With WaitForFirstConsumer it waits for a pod."
    }
  ]
};

// src/monitoring-mixin/groups/workloads.ts
var copy = (series, from, to) => `label_replace(${series}, "${to}", "$1", "${from}", "(.+)")`;
var WORKLOADS = {
  name: "workloads",
  title: "Workloads",
  needs: ["kubeStateMetrics"],
  records: [
    {
      record: "namespace_pod:workload:info",
      expr: ({ ksm: ksm3, by }) => `max ${by("namespace", "pod", "workload", "workload_type")} (${copy(copy(`kube_pod_owner{${ksm3},owner_kind=~"StatefulSet|DaemonSet|Job"}`, "owner_name", "workload"), "owner_kind", "workload_type")})`
    },
    {
      // those of a Deployment belong to a ReplicaSet first
      record: "namespace_pod:workload:info",
      labels: { workload_type: "Deployment" },
      expr: ({ ksm: ksm3, by, on }) => `max ${by("namespace", "pod", "workload")} (${copy(`kube_pod_owner{${ksm3},owner_kind="ReplicaSet"}`, "owner_name", "replicaset")} * ${on("namespace", "replicaset")} group_left (workload) max ${by("namespace", "replicaset", "workload")} (${copy(`kube_replicaset_owner{${ksm3},owner_kind="Deployment"}`, "owner_name", "workload")}))`
    },
    { record: "namespace_phase:kube_pod_status_phase:sum", expr: ({ ksm: ksm3, by }) => `sum ${by("namespace", "phase")} (kube_pod_status_phase{${ksm3}})` },
    { record: "namespace:kube_pod_container_status_restarts:increase1h", expr: ({ ksm: ksm3, by }) => `sum ${by("namespace")} (increase(kube_pod_container_status_restarts_total{${ksm3}}[1h]))` }
  ],
  alerts: [
    {
      alert: "PodCrashLooping",
      severity: "warning",
      for: "15m",
      expr: ({ ksm: ksm3 }) => `max_over_time(kube_pod_container_status_waiting_reason{${ksm3},reason="CrashLoopBackOff"}[5m]) >= 1`,
      summary: "Container {{ $labels.container }} of pod {{ $labels.namespace }}/{{ $labels.pod }} ends again and again.",
      description: "The kubelet waits longer and longer before it starts the container again: it does its work for moments at most."
    },
    {
      alert: "PodNotReady",
      severity: "warning",
      for: "15m",
      // those of Jobs end
      expr: ({ ksm: ksm3, by, on }) => `max ${by("namespace", "pod", "phase")} (kube_pod_status_phase{${ksm3},phase=~"Pending|Unknown|Failed"}) > 0 unless ${on("namespace", "pod")} kube_pod_owner{${ksm3},owner_kind="Job"}`,
      summary: "Pod {{ $labels.namespace }}/{{ $labels.pod }} is not running: {{ $labels.phase }}.",
      description: "It is pending, failed, or its node does not report: it serves nobody."
    },
    {
      alert: "PodImagePullFailing",
      severity: "warning",
      for: "15m",
      expr: ({ ksm: ksm3, by }) => `sum ${by("namespace", "pod", "container")} (kube_pod_container_status_waiting_reason{${ksm3},reason=~"ImagePullBackOff|ErrImagePull|InvalidImageName"}) > 0`,
      summary: "The image of container {{ $labels.container }} of pod {{ $labels.namespace }}/{{ $labels.pod }} cannot be pulled.",
      description: "The container cannot start on this node."
    },
    {
      alert: "ContainerWaiting",
      severity: "warning",
      for: "1h",
      expr: ({ ksm: ksm3, by }) => `sum ${by("namespace", "pod", "container", "reason")} (kube_pod_container_status_waiting_reason{${ksm3},reason!~"CrashLoopBackOff|ImagePullBackOff|ErrImagePull|InvalidImageName"}) > 0`,
      summary: "Container {{ $labels.container }} of pod {{ $labels.namespace }}/{{ $labels.pod }} has waited for an hour: {{ $labels.reason }}.",
      description: "The container has not been started."
    },
    {
      alert: "ContainerOutOfMemory",
      severity: "warning",
      expr: ({ ksm: ksm3, on }) => `increase(kube_pod_container_status_restarts_total{${ksm3}}[10m]) >= 1 and ${on("namespace", "pod", "container")} kube_pod_container_status_last_terminated_reason{${ksm3},reason="OOMKilled"} == 1`,
      summary: "Container {{ $labels.container }} of pod {{ $labels.namespace }}/{{ $labels.pod }} was killed: it used more memory than its limit.",
      description: "What it was doing is lost."
    },
    {
      alert: "DeploymentRolloutStuck",
      severity: "warning",
      for: "15m",
      expr: ({ ksm: ksm3 }) => `kube_deployment_status_condition{${ksm3},condition="Progressing",status="false"} == 1`,
      summary: "The rollout of Deployment {{ $labels.namespace }}/{{ $labels.deployment }} does not go on.",
      description: "The new version is not there, or in part; the old one still serves."
    },
    {
      alert: "DeploymentReplicasMismatch",
      severity: "warning",
      for: "15m",
      expr: ({ ksm: ksm3, on }) => `kube_deployment_spec_replicas{${ksm3}} > kube_deployment_status_replicas_available{${ksm3}} and ${on("namespace", "deployment")} changes(kube_deployment_status_replicas_updated{${ksm3}}[10m]) == 0`,
      summary: "Deployment {{ $labels.namespace }}/{{ $labels.deployment }} has fewer available pods than it should, and nothing moves.",
      description: "It serves with less than what was asked for."
    },
    {
      alert: "DeploymentGenerationMismatch",
      severity: "warning",
      for: "15m",
      expr: ({ ksm: ksm3 }) => `kube_deployment_status_observed_generation{${ksm3}} != kube_deployment_metadata_generation{${ksm3}}`,
      summary: "A change of Deployment {{ $labels.namespace }}/{{ $labels.deployment }} is not looked at.",
      description: "kube-controller-manager has not seen the newest version of the object."
    },
    {
      alert: "StatefulSetReplicasMismatch",
      severity: "warning",
      for: "15m",
      expr: ({ ksm: ksm3, on }) => `kube_statefulset_status_replicas_ready{${ksm3}} != kube_statefulset_replicas{${ksm3}} and ${on("namespace", "statefulset")} changes(kube_statefulset_status_replicas_updated{${ksm3}}[10m]) == 0`,
      summary: "StatefulSet {{ $labels.namespace }}/{{ $labels.statefulset }} has another number of ready pods than it should, and nothing moves.",
      description: "Members are missing: a quorum may be near its end."
    },
    {
      alert: "StatefulSetGenerationMismatch",
      severity: "warning",
      for: "15m",
      expr: ({ ksm: ksm3 }) => `kube_statefulset_status_observed_generation{${ksm3}} != kube_statefulset_metadata_generation{${ksm3}}`,
      summary: "A change of StatefulSet {{ $labels.namespace }}/{{ $labels.statefulset }} is not looked at.",
      description: "kube-controller-manager has not seen the newest version of the object."
    },
    {
      alert: "StatefulSetRolloutStuck",
      severity: "warning",
      for: "15m",
      expr: ({ ksm: ksm3, by, on }) => `max ${by("namespace", "statefulset")} (kube_statefulset_status_current_revision{${ksm3}} unless kube_statefulset_status_update_revision{${ksm3}}) * ${on("namespace", "statefulset")} (kube_statefulset_replicas{${ksm3}} != kube_statefulset_status_replicas_updated{${ksm3}}) and ${on("namespace", "statefulset")} changes(kube_statefulset_status_replicas_updated{${ksm3}}[10m]) == 0`,
      summary: "The rollout of StatefulSet {{ $labels.namespace }}/{{ $labels.statefulset }} does not go on.",
      description: "Some of its pods have the new version, some the old one."
    },
    {
      alert: "DaemonSetRolloutStuck",
      severity: "warning",
      for: "15m",
      expr: ({ ksm: ksm3, on }) => `(kube_daemonset_status_desired_number_scheduled{${ksm3}} != kube_daemonset_status_number_available{${ksm3}} or kube_daemonset_status_desired_number_scheduled{${ksm3}} != kube_daemonset_status_updated_number_scheduled{${ksm3}}) and ${on("namespace", "daemonset")} changes(kube_daemonset_status_updated_number_scheduled{${ksm3}}[10m]) == 0`,
      summary: "DaemonSet {{ $labels.namespace }}/{{ $labels.daemonset }} is not available on all of its nodes, and nothing moves.",
      description: "What it does for a node is missing on some."
    },
    {
      alert: "DaemonSetNotScheduled",
      severity: "warning",
      for: "10m",
      expr: ({ ksm: ksm3 }) => `kube_daemonset_status_desired_number_scheduled{${ksm3}} - kube_daemonset_status_current_number_scheduled{${ksm3}} > 0`,
      summary: "{{ $value }} pods of DaemonSet {{ $labels.namespace }}/{{ $labels.daemonset }} are not scheduled.",
      description: "What it does for a node is missing on some."
    },
    {
      alert: "DaemonSetMisscheduled",
      severity: "warning",
      for: "15m",
      expr: ({ ksm: ksm3 }) => `kube_daemonset_status_number_misscheduled{${ksm3}} > 0`,
      summary: "{{ $value }} pods of DaemonSet {{ $labels.namespace }}/{{ $labels.daemonset }} run where they should not.",
      description: "Labels or taints of nodes have changed; the pods stay until they end."
    },
    {
      alert: "JobFailed",
      severity: "warning",
      for: "15m",
      expr: ({ ksm: ksm3 }) => `kube_job_failed{${ksm3},condition="true"} > 0`,
      summary: "Job {{ $labels.namespace }}/{{ $labels.job_name }} has failed.",
      description: "Its work is not done, and it is not tried again."
    },
    {
      alert: "JobSlow",
      severity: "warning",
      threshold: 43200,
      expr: ({ ksm: ksm3, by, on }, seconds) => `time() - max ${by("namespace", "job_name")} (kube_job_status_start_time{${ksm3}} and ${on("namespace", "job_name")} kube_job_status_active{${ksm3}} > 0) > ${seconds}`,
      summary: "Job {{ $labels.namespace }}/{{ $labels.job_name }} has run for {{ $value | humanizeDuration }}.",
      description: "It hangs, or has more to do than it once had."
    },
    {
      alert: "CronJobNotScheduled",
      severity: "warning",
      for: "15m",
      threshold: 3600,
      expr: ({ ksm: ksm3, on }, seconds) => `time() - kube_cronjob_next_schedule_time{${ksm3}} > ${seconds} and ${on("namespace", "cronjob")} kube_cronjob_spec_suspend{${ksm3}} == 0`,
      summary: "CronJob {{ $labels.namespace }}/{{ $labels.cronjob }} should have run {{ $value | humanizeDuration }} ago.",
      description: "What it does regularly is not done."
    },
    {
      alert: "HorizontalPodAutoscalerAtMax",
      severity: "warning",
      for: "15m",
      expr: ({ ksm: ksm3, on }) => `kube_horizontalpodautoscaler_status_current_replicas{${ksm3}} == kube_horizontalpodautoscaler_spec_max_replicas{${ksm3}} and ${on("namespace", "horizontalpodautoscaler")} kube_horizontalpodautoscaler_spec_max_replicas{${ksm3}} > kube_horizontalpodautoscaler_spec_min_replicas{${ksm3}}`,
      summary: "HorizontalPodAutoscaler {{ $labels.namespace }}/{{ $labels.horizontalpodautoscaler }} can add no more pods.",
      description: "More load now makes it slower."
    },
    {
      alert: "HorizontalPodAutoscalerStuck",
      severity: "warning",
      for: "15m",
      expr: ({ ksm: ksm3, on }) => `kube_horizontalpodautoscaler_status_desired_replicas{${ksm3}} != kube_horizontalpodautoscaler_status_current_replicas{${ksm3}} and ${on("namespace", "horizontalpodautoscaler")} changes(kube_horizontalpodautoscaler_status_current_replicas{${ksm3}}[15m]) == 0`,
      summary: "HorizontalPodAutoscaler {{ $labels.namespace }}/{{ $labels.horizontalpodautoscaler }} does not get the pods that it wants.",
      description: "The workload has more or fewer pods than its load needs."
    },
    {
      alert: "PodDisruptionBudgetUnmet",
      severity: "warning",
      for: "15m",
      expr: ({ ksm: ksm3 }) => `kube_poddisruptionbudget_status_current_healthy{${ksm3}} < kube_poddisruptionbudget_status_desired_healthy{${ksm3}}`,
      summary: "PodDisruptionBudget {{ $labels.namespace }}/{{ $labels.poddisruptionbudget }} has fewer healthy pods than it wants.",
      description: "The workload is below what it said it needs, and nodes with its pods cannot be drained."
    },
    {
      alert: "PodDisruptionBudgetNeverAllows",
      severity: "info",
      for: "1h",
      expr: ({ ksm: ksm3, on }) => `kube_poddisruptionbudget_status_expected_pods{${ksm3}} > 0 and ${on("namespace", "poddisruptionbudget")} kube_poddisruptionbudget_status_desired_healthy{${ksm3}} >= kube_poddisruptionbudget_status_expected_pods{${ksm3}}`,
      summary: "PodDisruptionBudget {{ $labels.namespace }}/{{ $labels.poddisruptionbudget }} allows no disruption even when all of its {{ $value }} pods are healthy.",
      description: "Nodes with its pods can never be drained: upgrades of the cluster wait for ever."
    }
  ]
};

// src/monitoring-mixin/groups.ts
var GROUPS = [
  WORKLOADS,
  RESOURCES,
  STORAGE,
  DISRUPTION,
  NODES,
  KUBELET,
  API_SERVER,
  CORE_DNS,
  ETCD,
  SCHEDULER,
  CONTROLLER_MANAGER,
  KUBE_PROXY,
  PROMETHEUS,
  CONFIG_RELOADER,
  ALERTMANAGER,
  OPERATOR,
  KUBE_STATE_METRICS
];

// src/validation/rule.ts
function rule(row2) {
  return row2;
}
function finding(row2, args) {
  const group = row2.group?.(args);
  return { ruleId: row2.id, severity: row2.severity, message: `${row2.message(args)} [${row2.id}]`, ...group && { group } };
}
function shown(value, limit = 80) {
  const text = typeof value === "string" ? value : String(value);
  const head = text.length > limit ? `${text.slice(0, limit)}\u2026` : text;
  return JSON.stringify(head);
}
function listed(items, limit = 5) {
  const rest = items.length - limit;
  return items.slice(0, limit).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

// src/scrape/rules.ts
var TIMEOUT = rule({
  id: "scrape/timeout",
  severity: "error",
  message: ({ interval, timeout }) => `"scrapeTimeout" (${timeout}) is longer than "interval" (${interval}): make it at most as long`,
  why: "Prometheus refuses the scrape configuration; the operator leaves the ServiceMonitor out.",
  example: { interval: "30s", timeout: "60s" }
});
var NOT_A_SERVICE = rule({
  id: "scrape/not-a-service",
  severity: "error",
  message: ({ path: path2, kind }) => `${shown(path2)} is ${kind}, which cannot be scraped: give a Service (an ApiObject, or one of cdk8s-plus), or a construct with toScrapeTarget()`,
  why: "Prometheus finds targets by the Services in front of them.",
  example: { path: "app/Web", kind: "a Deployment" }
});
var TARGET_NAMESPACE = rule({
  id: "scrape/target-namespace",
  severity: "error",
  message: ({ service }) => `the namespace of Service ${shown(service)} is not known: set it in its metadata, or the chart's`,
  why: "Prometheus looks for the Service in one namespace, and may read only there.",
  example: { service: "web" }
});
var PORT_MISSING = rule({
  id: "scrape/port-missing",
  severity: "error",
  message: ({ service }) => `Service ${shown(service)} has no ports: give it one with a name, like { name: 'metrics', port: 8080 }`,
  why: "There is nothing to scrape.",
  example: { service: "web" }
});
var PORT_UNKNOWN = rule({
  id: "scrape/port-unknown",
  severity: "error",
  message: ({ service, port, declared }) => `Service ${shown(service)} has no port with the name ${shown(port)}: it has ${listed(declared)}`,
  why: "A ServiceMonitor with a wrong port has no targets, and nobody says so.",
  example: { service: "web", port: "metric", declared: ['"metrics"'] },
  see: "https://github.com/prometheus-operator/prometheus-operator/issues/1470"
});
var PORT_AMBIGUOUS = rule({
  id: "scrape/port-ambiguous",
  severity: "error",
  message: ({ service, declared }) => `Service ${shown(service)} has several ports: say by "port" which of ${listed(declared)} has the metrics`,
  why: "All of them would be scraped, and those without metrics are down for ever.",
  example: { service: "web", declared: ['"http"', '"metrics"'] }
});
var PORT_UNNAMED = rule({
  id: "scrape/port-unnamed",
  severity: "error",
  message: ({ service, port }) => `port ${port} of Service ${shown(service)} has no name: give it one, like { name: 'metrics', port: ${port} }`,
  why: "A ServiceMonitor names the port. Without, every port of the pods is scraped.",
  example: { service: "web", port: 8080 }
});
var AUTH_TWICE = rule({
  id: "scrape/auth-twice",
  severity: "error",
  message: ({ given }) => `${given.map((name2) => `"${name2}"`).join(" and ")} are set together: leave in one of them`,
  why: "The operator refuses the object.",
  example: { given: ["basicAuth", "bearerToken"] }
});
var AUTH_IN_CLEAR = rule({
  id: "scrape/auth-in-clear",
  severity: "warning",
  message: ({ given }) => `${given.map((name2) => `"${name2}"`).join(" and ")} without TLS: the credentials cross networks in plain text; use HTTPS`,
  why: "Whoever reads the traffic may do what the credentials allow.",
  example: { given: ["basicAuth"] }
});

// src/scrape/timing.ts
var UNITS = [["d", 864e5], ["h", 36e5], ["m", 6e4], ["s", 1e3], ["ms", 1]];
function inPromql(duration) {
  const milliseconds = duration?.toMilliseconds();
  if (milliseconds === void 0) {
    return void 0;
  }
  const [unit, size] = UNITS.find(([, each]) => milliseconds > 0 && milliseconds % each === 0) ?? UNITS[3];
  return `${milliseconds / size}${unit}`;
}

// src/validation/shared.ts
var shared = /* @__PURE__ */ new WeakSet();
function isShared(value) {
  return Object.isFrozen(value) && shared.has(value);
}
function isPlain(value) {
  if (typeof value !== "object" || value === null) {
    return typeof value !== "function" && typeof value !== "symbol";
  }
  if (isShared(value)) {
    return true;
  }
  return Array.isArray(value) ? value.every((each) => each !== null && isPlain(each)) : Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlain);
}
var Memo = class {
  constructor(most) {
    this.most = most;
  }
  most;
  found = /* @__PURE__ */ new Map();
  /** @param from all that it is made of; where that is more than plain data, nothing is remembered */
  of(from, make) {
    if (!isPlain(from)) {
      return make();
    }
    const key = JSON.stringify(from);
    let value = this.found.get(key);
    if (value === void 0) {
      value = make();
      if (this.found.size >= this.most) {
        this.found.delete(this.found.keys().next().value);
      }
      this.found.set(key, value);
    }
    return value;
  }
};

// src/monitoring-mixin/rule-groups.ts
var known = new Memo(20);
function ruleGroups(context, options) {
  return GROUPS.filter(({ name: name2, needs }) => !options.disabledGroups.includes(name2) && needs.every((job) => context.jobs[job] !== void 0)).flatMap((group) => {
    const records = recordsOf(group, context);
    const alerts2 = alertsOf(group, context, options);
    const groups = [...records.length > 0 ? [{ name: `${group.name}.records`, rules: records }] : [], ...alerts2.length > 0 ? [{ name: `${group.name}.alerts`, rules: alerts2 }] : []];
    return groups.length > 0 ? [{ name: group.name, groups }] : [];
  });
}
function recordsOf({ records = [] }, context) {
  return records.filter(({ when: when2 }) => when2?.(context) ?? true).map(({ record, expr, labels: labels2 }) => ({ record, expr: expr(context), ...labels2 && { labels: labels2 } }));
}
function alertsOf({ name: name2, alerts: alerts2 = [] }, context, options) {
  return alerts2.filter(({ alert, when: when2 }) => (options.alerts[alert]?.enabled ?? true) && (when2?.(context) ?? true)).map((definition) => alertOf(name2, definition, context, options));
}
function alertOf(group, definition, context, { alerts: alerts2, alertLabels, runbookUrl }) {
  const { alert, expr, summary, description } = definition;
  const own = alerts2[alert] ?? {};
  const after = inPromql(own.for) ?? definition.for;
  return {
    alert,
    expr: expr(context, own.threshold ?? definition.threshold ?? 0),
    ...after !== void 0 && { for: after },
    ...definition.keepFiringFor !== void 0 && { keep_firing_for: definition.keepFiringFor },
    labels: { ...definition.labels, ...alertLabels, ...own.labels, severity: own.severity ?? definition.severity },
    annotations: { summary, description, runbook_url: `${runbookUrl.replace(/\/$/, "")}/${group}.md#${alert.toLowerCase()}` }
  };
}

// src/versions/capabilities.ts
var COMPONENTS = {
  kubernetes: {
    oldest: "1.28.0",
    newest: "1.37.0",
    capabilities: {
      /** The feature gate StrictIPCIDRValidation is on: no leading zeros, no IPv4-mapped IPv6. */
      strictIpValidation: { since: "1.36.0", see: "https://kep.k8s.io/4858" },
      /** IPv6 addresses of an EndpointSlice must be strict and canonical (RFC 5952). */
      canonicalIpv6InSlices: { since: "1.33.0", see: "https://kep.k8s.io/4858" },
      /** The apiserver answers a write of v1 Endpoints with a deprecation warning. */
      endpointsDeprecated: { since: "1.33.0", see: "https://kep.k8s.io/4974" },
      /** The feature gate NativeHistograms is on: a histogram of the components without its own buckets exposes only `+Inf` to a scrape of text. */
      nativeHistograms: { since: "1.37.0", see: "https://github.com/kubernetes/kubernetes/blob/v1.37.2/staging/src/k8s.io/component-base/metrics/features/kube_features.go" }
    }
  },
  prometheusOperator: {
    oldest: "0.70.0",
    // the first whose ServiceMonitor knows trackTimestampsStaleness
    newest: "0.95.2",
    capabilities: {
      /** The config reloader has the web configuration of its Prometheus, so that it speaks TLS with it. */
      reloaderWebConfig: { since: "0.71.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/6194" },
      /** `bodySizeLimit` of a ServiceMonitor. */
      monitorBodySizeLimit: { since: "0.73.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/6349" },
      /** `jobName` of a ScrapeConfig. */
      scrapeConfigJobName: { since: "0.75.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/6618" },
      /** `bodySizeLimit` of a ScrapeConfig. */
      scrapeConfigBodySizeLimit: { since: "0.89.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/8348" },
      /** `--kubelet-node-address-priority`. */
      kubeletAddressPriority: { since: "0.73.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/6377" },
      /** With listenLocal the probes of the config reloader are commands; before, they ask loopback over the network for ever. */
      reloaderExecProbes: { since: "0.75.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/6698" },
      /** `--auto-gomemlimit-ratio`. */
      memoryLimitRatio: { since: "0.75.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/6591" },
      /** Kubelets and everything else by EndpointSlice: `--kubelet-endpointslice`, and `serviceDiscoveryRole` of a Prometheus (0.76). */
      endpointSlices: { since: "0.77.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/6882" },
      /** `--kubelet-endpoints=false`. */
      kubeletEndpointsSwitch: { since: "0.77.0", see: "https://github.com/prometheus-operator/prometheus-operator/releases/tag/v0.77.0" },
      /** It can make configuration for Prometheus 3; before, it refuses the version. */
      prometheus3: { since: "0.77.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/6940" },
      /** A node whose address is no IP address is left out of the kubelets' Service, and the others are kept. */
      toleratesInvalidNodeAddress: { since: "0.77.0", see: "https://github.com/prometheus-operator/prometheus-operator/blob/v0.77.0/pkg/kubelet/controller.go" },
      /** `topologySpreadConstraints[].additionalLabelSelectors`: pods of one shard. */
      spreadByShard: { since: "0.71.0", see: "https://github.com/prometheus-operator/prometheus-operator/blob/v0.71.0/example/prometheus-operator-crd/monitoring.coreos.com_prometheuses.yaml" },
      /** `remoteWrite[].queueConfig.sampleAgeLimit`. */
      remoteWriteSampleAge: { since: "0.73.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/6326" },
      /** `remoteWrite[].messageVersion`. */
      remoteWriteMessageVersion: { since: "0.78.0", see: "https://github.com/prometheus-operator/prometheus-operator/blob/v0.78.2/pkg/prometheus/promcfg.go" },
      /** `msteamsv2Configs` of an AlertmanagerConfig. */
      teamsReceiver: { since: "0.82.0", see: "https://github.com/prometheus-operator/prometheus-operator/blob/v0.82.0/example/prometheus-operator-crd/monitoring.coreos.com_alertmanagerconfigs.yaml" },
      /** `shardRetentionPolicy` of a Prometheus. */
      shardRetention: { since: "0.81.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/7274" },
      /** `shardingStrategy` of a Prometheus: by zone. */
      topologySharding: { since: "0.91.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/8538" },
      /** The feature gates PrometheusTopologySharding and PrometheusShardRetentionPolicy are on. */
      shardingByDefault: { since: "0.92.0", see: "https://github.com/prometheus-operator/prometheus-operator/releases/tag/v0.92.0" },
      /** PodMonitors for a PrometheusAgent of mode DaemonSet. */
      agentDaemonSet: { since: "0.77.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/6879" },
      /** `remoteWrite[].azureAd.workloadIdentity`. */
      azureWorkloadIdentity: { since: "0.88.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/7998" },
      /** `ServiceMonitor.spec.serviceDiscoveryRole`. */
      serviceMonitorDiscoveryRole: { since: "0.86.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/7982" },
      /** The Services that it creates have the label `app.kubernetes.io/managed-by`, in addition to `managed-by`. */
      labelsManagedServices: { since: "0.86.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/7939" },
      /** Each address of a node is a target of the kubelets' Service, also a second one of the same family. */
      scrapesKubeletsTwice: { since: "0.93.0", until: "0.93.1", see: "https://github.com/prometheus-operator/prometheus-operator/pull/8739" },
      /** Compaction waits for the upload of the Thanos sidecar, for a Prometheus and a Thanos that can. */
      delayedCompaction: { since: "0.93.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/8694" },
      /** Compaction waits for the sidecar of Thanos 0.41 too, which refuses the paths that the operator writes. */
      delayedCompactionTooEarly: { since: "0.93.0", until: "0.94.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/8764" },
      /** TLS ciphers or curves of a Thanos container become one argument, which Thanos does not accept if there are several. */
      joinsThanosCiphers: { since: "0.91.0", until: "0.93.1", see: "https://github.com/prometheus-operator/prometheus-operator/pull/8749" },
      /** Durations of zero are left out of Alertmanager's arguments. */
      dropsZeroDurations: { since: "0.94.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/8800" }
    }
  },
  prometheus: {
    oldest: "2.45.0",
    // the oldest that prometheus-operator is tested with
    newest: "3.16.0",
    capabilities: {
      /** The third major version. */
      three: { since: "3.0.0", see: "https://prometheus.io/docs/prometheus/3.0/migration/" },
      /** `sample_age_limit` of a remote write's queue. */
      remoteWriteSampleAge: { since: "2.50.0", see: "https://github.com/prometheus/prometheus/releases/tag/v2.50.0" },
      /** `protobuf_message` of a remote write: protocol 2.0. */
      remoteWrite2: { since: "2.54.0", see: "https://github.com/prometheus/prometheus/releases/tag/v2.54.0" },
      /** `azuread.workload_identity` of a remote write. */
      azureWorkloadIdentity: { since: "3.7.0", see: "https://github.com/prometheus/prometheus/releases/tag/v3.7.0" },
      /** There is a variant of the image without a shell: `-distroless`. */
      distrolessImage: { since: "3.10.0", see: "https://github.com/prometheus-operator/prometheus-operator/issues/8605" },
      /** `--storage.tsdb.delay-compact-file.path`. */
      delayCompactFile: { since: "3.9.0", see: "https://github.com/prometheus/prometheus/pull/17435" }
    }
  },
  alertmanager: {
    oldest: "0.25.0",
    newest: "0.35.0",
    capabilities: {
      /** Exits at startup over a duration of zero: retention, and the intervals of the cluster. */
      rejectsZeroDurations: { since: "0.34.0", see: "https://github.com/prometheus/alertmanager/blob/v0.34.2/app/options.go" },
      /** `msteamsv2_configs` of a receiver. */
      teamsReceiver: { since: "0.28.0", see: "https://github.com/prometheus/alertmanager/releases/tag/v0.28.0" },
      /** The feature `auto-gomaxprocs`; over a feature that it does not know it exits at startup. */
      autoGomaxprocsFeature: { since: "0.28.0", until: "0.33.0", see: "https://github.com/prometheus/alertmanager/releases/tag/v0.33.0" }
    }
  },
  thanos: {
    oldest: "0.39.0",
    // the first that was looked at with `--endpoint.sd-config`
    newest: "0.42.4",
    capabilities: {
      /** The sidecar's `--shipper.meta-file-name` and Prometheus' path of the same file may be relative and absolute. */
      shipperMetaFilePaths: { since: "0.42.0", see: "https://github.com/prometheus-operator/prometheus-operator/issues/8763" }
    }
  },
  nodeExporter: {
    oldest: "1.5.0",
    newest: "1.12.1",
    capabilities: {}
  },
  blackboxExporter: {
    oldest: "0.22.0",
    newest: "0.28.0",
    capabilities: {
      /** `--config.enable-auto-reload`. */
      autoReload: { since: "0.28.0", see: "https://github.com/prometheus/blackbox_exporter/pull/1464" }
    }
  },
  configReloader: {
    oldest: "0.65.0",
    newest: "0.95.2",
    capabilities: {
      /** `--web-config-file`: the reloader's own server speaks TLS or wants a password. */
      webConfigFile: { since: "0.69.0", see: "https://github.com/prometheus-operator/prometheus-operator/releases/tag/v0.69.0" },
      /** `--reload-method=signal` and `--runtimeinfo-url`. */
      signalReload: { since: "0.70.0", see: "https://github.com/prometheus-operator/prometheus-operator/releases/tag/v0.70.0" },
      /** The init container has a port of its own, 8081. */
      separateInitPort: { since: "0.75.0", see: "https://github.com/prometheus-operator/prometheus-operator/releases/tag/v0.75.0" },
      /** The operator adds a startup probe. */
      startupProbe: { since: "0.84.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/7575" },
      /** The init container's port is called `reloader-init`, no longer `reloader-web`. */
      initPortName: { since: "0.86.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/7904" },
      /** The operator has the folder of the configuration file watched, too. */
      watchesConfigFolder: { since: "0.91.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/7366" }
    }
  },
  kubeStateMetrics: {
    oldest: "2.8.0",
    newest: "2.20.0",
    capabilities: {
      /** CustomResourceState ignores a resource without a group, that is the core kinds. */
      customResourceNeedsGroup: { since: "2.9.0", see: "https://github.com/kubernetes/kube-state-metrics/issues/2434" },
      /** CustomResourceState watches the CustomResourceDefinitions, and takes wildcards. */
      watchesDefinitions: { since: "2.9.0", see: "https://github.com/kubernetes/kube-state-metrics/pull/1851" },
      /** `/livez` on the metrics port asks the apiserver. */
      livez: { since: "2.13.0", see: "https://github.com/kubernetes/kube-state-metrics/pull/2418" },
      /** `/readyz` on the telemetry port. */
      readyzOnTelemetryPort: { since: "2.13.0", see: "https://github.com/kubernetes/kube-state-metrics/pull/2442" },
      /** CustomResourceState finds only what has a CustomResourceDefinition, so no built-in kinds. */
      customResourceNeedsDefinition: { since: "2.15.0", see: "https://github.com/kubernetes/kube-state-metrics/issues/2681" },
      /** `--auth-filter`. */
      authFilter: { since: "2.16.0", see: "https://github.com/kubernetes/kube-state-metrics/releases/tag/v2.16.0" },
      /** Metric lists take lookarounds and backreferences: the regular expressions are ECMAScript's, no longer Go's. */
      ecmaScriptPatterns: { since: "2.16.0", see: "https://github.com/kubernetes/kube-state-metrics/pull/2616" },
      /** EndpointSlices instead of Endpoints are collected by default. */
      endpointSlicesByDefault: { since: "2.18.0", see: "https://github.com/kubernetes/kube-state-metrics/releases/tag/v2.18.0" },
      /** `kube_pod_status_reason` knows PreemptionByScheduler and TerminationByKubelet. */
      podPreemptionReason: { since: "2.19.0", see: "https://github.com/kubernetes/kube-state-metrics/pull/2892" },
      /** `kube_pod_status_disruption_reason`; and `kube_pod_status_reason` has rows of 1 alone. */
      podDisruptionReason: { since: "2.20.0", see: "https://github.com/kubernetes/kube-state-metrics/pull/3088" },
      /** Admission policies and their bindings are collected by default. */
      admissionPolicies: { since: "2.20.0", see: "https://github.com/kubernetes/kube-state-metrics/releases/tag/v2.20.0" },
      /** With `--namespaces`, cluster-scoped objects are listed once, no longer once for each namespace. */
      clusterScopedOnce: { since: "2.20.0", see: "https://github.com/kubernetes/kube-state-metrics/pull/2998" }
    }
  }
};

// src/versions/rules.ts
var VERSION_MALFORMED = rule({
  id: "versions/malformed",
  severity: "error",
  message: ({ prop, text, newest }) => `"${prop}" is ${shown(text)}, which is not a version: write it like "${newest}" or "v${newest}"`,
  why: "What is emitted depends on the version. A version that cannot be read would silently be taken for another one.",
  example: { prop: "kubernetesVersion", text: "latest", newest: "1.36.0" }
});
var VERSION_TOO_OLD = rule({
  id: "versions/unsupported",
  severity: "error",
  message: ({ prop, component, text, oldest }) => `"${prop}" is ${shown(text)}, but the oldest supported version of ${component} is ${oldest}: upgrade it, or use an older release of this library`,
  why: "Nothing was tried against versions older than the oldest row of the capability table.",
  example: { prop: "kubernetesVersion", component: "kubernetes", text: "1.19", oldest: "1.28.0" }
});
var IMAGE_REGISTRY = rule({
  id: "versions/image-registry",
  severity: "error",
  message: ({ registry }) => `"imageRegistry" is ${shown(registry)}: write a host, and a path where the registry has one, like "mirror.example.org/k8s", without "https://" and without a tag`,
  why: "The kubelet cannot pull an image from it.",
  example: { registry: "https://mirror.example.org" }
});
var IMAGE_DIGEST = rule({
  id: "versions/image-digest",
  severity: "error",
  message: ({ digest }) => `"imageDigest" is ${shown(digest)}: a digest is "sha256:" and 64 hexadecimal digits, as the registry says it`,
  why: "The kubelet cannot pull an image by it.",
  example: { digest: "v2.20.0" }
});
var FIELD_TOO_NEW = rule({
  id: "versions/field-too-new",
  severity: "error",
  message: ({ kind, field, component, since, version }) => `"${field}" of the ${kind} requires ${component} ${since} or newer; the version is ${version}: use ${since} or newer, or remove the field`,
  why: "The operator leaves the setting out of the configuration of an older process, and reports that only in its log.",
  example: { kind: "Prometheus", field: "spec.scrapeClassicHistograms", component: "prometheus", since: "3.5.0", version: "3.4.0" },
  see: "https://github.com/prometheus-operator/prometheus-operator/blob/main/CHANGELOG.md"
});
var FEATURE_GATE = rule({
  id: "versions/feature-gate",
  severity: "error",
  message: ({ name: name2, version, cure }) => `"featureGates" has ${shown(name2)}, which prometheus-operator ${version} does not know: ${cure}`,
  why: "The operator exits at startup if it is given a feature gate that it does not know.",
  example: { name: "PrometheusShardRetentionPolicy", version: "0.80.1", cure: "it requires 0.81.0 or newer" },
  see: "https://github.com/prometheus-operator/prometheus-operator/blob/main/pkg/operator/feature_gates.go"
});
var FEATURE_GATE_UNCERTAIN = rule({
  id: "versions/feature-gate-uncertain",
  severity: "warning",
  message: ({ name: name2, newest, version, cure }) => `"featureGates" has ${shown(name2)}, which prometheus-operator ${newest} does not know, and ${version} may: ${cure}`,
  why: "The feature gates of a newer operator are not known here. The operator exits at startup if it is given one that it does not know.",
  example: { name: "PrometheusAgentDaemonset", newest: "0.94.1", version: "0.96.0", cure: 'did you mean "PrometheusAgentDaemonSet"?' }
});
var THANOS_DELAYED_COMPACTION = rule({
  id: "versions/thanos-delayed-compaction",
  severity: "error",
  message: ({ operator: operator2, prometheus: prometheus2, thanos }) => `prometheus-operator ${operator2} with Prometheus ${prometheus2} writes paths for the Thanos sidecar ${thanos} that this sidecar rejects: use Thanos 0.42.0 or newer, or prometheus-operator 0.94.0 or newer`,
  why: "The sidecar compares the path of its meta file with that of Prometheus. One is relative and the other absolute, so it uploads nothing and exits.",
  example: { operator: "0.93.0", prometheus: "3.16.0", thanos: "0.41.0" },
  see: "https://github.com/prometheus-operator/prometheus-operator/issues/8763"
});
var THANOS_CIPHERS = rule({
  id: "versions/thanos-ciphers",
  severity: "error",
  message: ({ field, operator: operator2 }) => `"${field}" has several values, which prometheus-operator ${operator2} joins into one argument that Thanos rejects: use 0.93.1 or newer, or give one value`,
  why: "Thanos exits at startup: it reads the joined text as the name of one cipher suite or curve.",
  example: { field: "spec.thanos.grpcServerTlsConfig.cipherSuites", operator: "0.93.0" },
  see: "https://github.com/prometheus-operator/prometheus-operator/pull/8749"
});
var ALERTMANAGER_ZERO_DURATION = rule({
  id: "versions/alertmanager-zero-duration",
  severity: "error",
  message: ({ field, value, version, operator: operator2 }) => `"${field}" is ${shown(value)}, which Alertmanager ${version} rejects and prometheus-operator ${operator2} passes on: leave it out, or use operator 0.94.0 or newer`,
  why: "From 0.34.0 on Alertmanager exits at startup over a duration of zero. Operators from 0.94.0 on leave such a field out.",
  example: { field: "spec.retention", value: "0s", version: "0.34.2", operator: "0.93.0" },
  see: "https://github.com/prometheus-operator/prometheus-operator/pull/8800"
});
var ALERTMANAGER_FEATURE = rule({
  id: "versions/alertmanager-feature",
  severity: "error",
  message: ({ feature, version }) => `"spec.enableFeatures" has ${shown(feature)}, which Alertmanager ${version} does not know: leave it out`,
  why: "Alertmanager exits at startup over a feature that it does not know. It removed this one in 0.33.0.",
  example: { feature: "auto-gomaxprocs", version: "0.35.0" },
  see: "https://github.com/prometheus/alertmanager/releases/tag/v0.33.0"
});

// src/versions/component-version.ts
var VERSION = /^v?(\d{1,6})\.(\d{1,6})(?:\.(\d{1,6}))?(?:[-+][0-9A-Za-z.+-]{1,64})?$/;
var ComponentVersion = class _ComponentVersion {
  constructor(component, numbers, text) {
    this.component = component;
    this.numbers = numbers;
    this.text = text;
  }
  component;
  numbers;
  text;
  /** The newest version that was looked at. Where rules only ever got stricter it stands for "every version". */
  static newest(component) {
    return new _ComponentVersion(component, numbersOf(COMPONENTS[component].newest), COMPONENTS[component].newest);
  }
  /** Never throws: what is wrong comes beside a version to go on with, so that all problems are found in one run. */
  static parse(component, prop, text) {
    const { oldest, newest } = COMPONENTS[component];
    const numbers = numbersOf(text);
    if (!numbers) {
      return { version: _ComponentVersion.newest(component), findings: [finding(VERSION_MALFORMED, { prop, text: String(text), newest })] };
    }
    const version = new _ComponentVersion(component, numbers, text.replace(/^v/, ""));
    const findings = version.isAtLeast(oldest) ? [] : [finding(VERSION_TOO_OLD, { prop, component, text, oldest })];
    return { version, findings };
  }
  has(capability) {
    const capabilities = COMPONENTS[this.component].capabilities;
    const { since, until } = capabilities[capability];
    return (since === void 0 || this.isAtLeast(since)) && (until === void 0 || !this.isAtLeast(until));
  }
  /** For the tables of this folder; a construct asks `has`. */
  isAtLeast(threshold) {
    const other = numbersOf(threshold);
    const at = this.numbers.findIndex((number, i) => number !== other[i]);
    return at < 0 || this.numbers[at] > other[at];
  }
};
function numbersOf(text) {
  const match = VERSION.exec(String(text));
  return match ? [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)] : void 0;
}

// test/support/mixin.ts
var ALL_JOBS = {
  kubeStateMetrics: "kube-state-metrics",
  nodeExporter: "node-exporter",
  kubelet: "kubelet",
  apiServer: "apiserver",
  coreDns: "coredns",
  etcd: "etcd",
  scheduler: "kube-scheduler",
  controllerManager: "kube-controller-manager",
  kubeProxy: "kube-proxy",
  prometheus: "prometheus",
  alertmanager: "alertmanager",
  prometheusOperator: "prometheus-operator",
  karpenter: "karpenter",
  grafana: "grafana"
};
var ksm = (version) => ComponentVersion.parse("kubeStateMetrics", "version", version).version;
function aContext(version = "2.20.0", jobs = ALL_JOBS) {
  return contextOf(jobs, "cluster", ksm(version));
}
function allGroups(version = "2.20.0", jobs = ALL_JOBS, options = {}) {
  return ruleGroups(aContext(version, jobs), { alerts: {}, alertLabels: {}, disabledGroups: [], runbookUrl: "https://example.org/runbooks", ...options });
}

// src/promql/string-literal.ts
var ESCAPES = { "a": "\x07", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "	", "v": "\v", "\\": "\\", "'": "'", '"': '"' };
function unquote(literal) {
  const inner = literal.slice(1, -1);
  if (literal.startsWith("`")) {
    return inner;
  }
  return inner.replace(/\\(x[0-9a-fA-F]{2}|[0-7]{3}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)/gs, (whole, escape) => {
    if (/^[xuU].+/.test(escape)) {
      return String.fromCodePoint(Math.min(parseInt(escape.slice(1), 16), 1114111));
    }
    if (/^[0-7]{3}$/.test(escape)) {
      return String.fromCodePoint(parseInt(escape, 8));
    }
    return ESCAPES[escape] ?? whole;
  });
}

// src/promql/syntax-node.ts
function childrenOf(node2) {
  return node2.children;
}
function textOfNode(text, { from, to }) {
  return text.slice(from, to);
}

// src/promql/node-builder.ts
var BadSyntax = class extends Error {
  constructor(token, why) {
    super(why);
    this.token = token;
  }
  token;
};
var TooDeep = class extends Error {
};
var NodeBuilder = class {
  constructor(tokens, deepest) {
    this.tokens = tokens;
    this.deepest = deepest;
  }
  tokens;
  deepest;
  uses = /* @__PURE__ */ new Set();
  at = 0;
  depth = 0;
  heights = /* @__PURE__ */ new WeakMap();
  get peek() {
    return this.tokens[this.at];
  }
  get next() {
    return this.tokens[Math.min(this.at + 1, this.tokens.length - 1)];
  }
  is(...types) {
    return types.includes(this.peek.type);
  }
  take() {
    const token = this.peek;
    if (token.uses) {
      this.use(token.uses);
    }
    this.at = Math.min(this.at + 1, this.tokens.length - 1);
    return token;
  }
  expect(type) {
    if (!this.is(type)) {
      throw this.unexpected(type);
    }
    return this.take();
  }
  use(name2) {
    this.uses.add(name2);
  }
  /** The piece that comes next is not expected here. */
  unexpected(wanted) {
    const { type, text, from } = this.peek;
    const instead = wanted === void 0 ? "" : `, where "${wanted}" is expected`;
    const what = type === "end" ? "it ends" : `${JSON.stringify(text.slice(0, 40))} is not expected at character ${from + 1}`;
    return new BadSyntax(this.peek, type === "end" ? `${what} too early${instead}` : `${what}${instead}`);
  }
  leaf(name2) {
    const { from, to } = this.take();
    return { name: name2, from, to, children: [] };
  }
  /** A node over others, from its first to its last piece. */
  node(name2, children, first, last) {
    const node2 = { name: name2, from: (first ?? children[0]).from, to: (last ?? children[children.length - 1]).to, children };
    const height = 1 + Math.max(0, ...children.map((child) => this.heights.get(child) ?? 0));
    if (height > this.deepest) {
      throw new TooDeep();
    }
    this.heights.set(node2, height);
    return node2;
  }
  /** Reads something nested. */
  deeper(read2) {
    if (this.depth >= this.deepest) {
      throw new TooDeep();
    }
    this.depth++;
    const found = read2();
    this.depth--;
    return found;
  }
};

// src/promql/tokens.ts
var SIGNS = [
  "==",
  "!=",
  "<=",
  ">=",
  "</",
  ">/",
  "=~",
  "!~",
  "<",
  ">",
  "=",
  "+",
  "-",
  "*",
  "/",
  "%",
  "^",
  "(",
  ")",
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  "@"
];
var SIGN = new RegExp(SIGNS.map((sign) => sign.replace(/[^\w]/g, "\\$&")).join("|"), "y");
var SPACE2 = /[ \t\r\n]+/y;
var COMMENT = /#[^\r\n]*/y;
var NAME3 = /[a-zA-Z_][a-zA-Z0-9_]*/y;
var WIDE_NAME = /[a-zA-Z_\p{L}][a-zA-Z0-9_.\p{L}]*/yu;
var METRIC = /[a-zA-Z_:][a-zA-Z0-9_:]*/y;
var WIDE_METRIC = /[a-zA-Z_:\p{L}][a-zA-Z0-9_:.\p{L}]*/yu;
var HEX = /0[xX]_?[0-9a-fA-F]+(?:_[0-9a-fA-F]+)*(?![\w.])/y;
var NUMBER = /(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:[eE][+-]?\d+(?:_\d+)*)?(?![\w.])/y;
var DURATION = /(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m(?!s))?(?:\d+s)?(?:\d+ms)?(?!\w)/y;
var RAW = /`[^`]*`/y;
var CODE_POINT = String.raw`(?:u|U0000)(?![dD][89a-fA-F])[0-9a-fA-F]{4}|U00(?:0[1-9a-fA-F]|10)[0-9a-fA-F]{4}`;
var ESCAPE = String.raw`\\(?:[abfnrtv\\]|[0-3][0-7]{2}|x[0-9a-fA-F]{2}|${CODE_POINT})`;
var DOUBLE = new RegExp(String.raw`"(?:[^"\\\n]|${ESCAPE}|\\")*"`, "y");
var SINGLE = new RegExp(String.raw`'(?:[^'\\\n]|${ESCAPE}|\\')*'`, "y");
function readTokens(text) {
  const tokens = [];
  let isInBraces = false;
  let isInBrackets = false;
  let isBeforeNumber = false;
  for (let at = 0; at < text.length; ) {
    const space = (matchAt(SPACE2, text, at) ?? (isBeforeNumber ? void 0 : matchAt(COMMENT, text, at)))?.length;
    if (space !== void 0) {
      at += space;
      continue;
    }
    const token = isInBraces ? inBraces(text, at) : outside(text, at, isInBrackets);
    if ("why" in token) {
      return token;
    }
    switch (token.type) {
      case "{":
        isInBraces = true;
        break;
      case "}":
        isInBraces = false;
        break;
      case "[":
        if (isInBrackets) {
          return unexpected(text, at);
        }
        isInBrackets = true;
        isBeforeNumber = true;
        break;
      case "]":
        isInBrackets = false;
        isBeforeNumber = false;
        break;
      case "number":
      case "duration":
        isBeforeNumber = false;
        break;
    }
    tokens.push(token.type === ":" && isBeforeNumber ? { ...token, uses: "calculatedSubquery" } : token);
    at = token.to;
  }
  return { tokens: [...tokens, { type: "end", text: "", from: text.length, to: text.length }] };
}
function inBraces(text, at) {
  return nameAt(text, at, NAME3, WIDE_NAME) ?? stringAt(text, at) ?? signAt(text, at);
}
function outside(text, at, isInBrackets) {
  if (/[0-9]/.test(text[at]) || text[at] === "." && /[0-9]/.test(text[at + 1] ?? "")) {
    return numberAt(text, at);
  }
  if (isInBrackets) {
    return nameAt(text, at, NAME3, NAME3) ?? signAt(text, at);
  }
  const name2 = nameAt(text, at, METRIC, WIDE_METRIC);
  if (name2) {
    return SPECIAL_NUMBER.test(name2.text) ? { ...name2, type: "number" } : name2;
  }
  return stringAt(text, at) ?? signAt(text, at);
}
var SPECIAL_NUMBER = /^(?:inf|nan)$/i;
function nameAt(text, at, narrow, wide) {
  const name2 = matchAt(wide, text, at);
  if (name2 === void 0) {
    return void 0;
  }
  const type = name2.includes(":") ? "metric" : "name";
  return { type, text: name2, from: at, to: at + name2.length, ...matchAt(narrow, text, at) !== name2 && { uses: "unquotedNames" } };
}
function numberAt(text, at) {
  const number = matchAt(HEX, text, at) ?? matchAt(NUMBER, text, at);
  if (number !== void 0) {
    const value = Number(number.replace(/_/g, ""));
    if (!Number.isFinite(value)) {
      return { at, why: `the number ${number} is too large` };
    }
    return { type: "number", text: number, from: at, to: at + number.length, ...number.includes("_") && { uses: "underscores" } };
  }
  const duration = matchAt(DURATION, text, at);
  if (!duration) {
    return { at, why: `${JSON.stringify(wordAt(text, at))} is neither a number nor a duration, like 1h30m` };
  }
  const seconds = secondsOf(duration);
  if (seconds > LONGEST_DURATION) {
    return { at, why: `the duration ${duration} is longer than 292 years` };
  }
  return { type: "duration", text: duration, from: at, to: at + duration.length, ...seconds === 0 && { uses: "zeroDuration" } };
}
var LONGEST_DURATION = 2 ** 63 / 1e9;
var SECONDS = { y: 365 * 86400, w: 7 * 86400, d: 86400, h: 3600, m: 60, s: 1, ms: 1e-3 };
function secondsOf(text) {
  if (SPECIAL_NUMBER.test(text)) {
    return /^i/i.test(text) ? Infinity : NaN;
  }
  if (!/^\d+[ywdhms]/.test(text)) {
    return Number(text.replace(/_/g, ""));
  }
  return [...text.matchAll(/(\d+)(ms|[ywdhms])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * SECONDS[unit], 0);
}
function stringAt(text, at) {
  const quote = text[at];
  if (quote !== '"' && quote !== "'" && quote !== "`") {
    return void 0;
  }
  const found = matchAt(quote === '"' ? DOUBLE : quote === "`" ? RAW : SINGLE, text, at);
  if (found !== void 0) {
    return { type: "string", text: found, from: at, to: at + found.length };
  }
  return { at, why: `the text in quotes from character ${at + 1} on does not end in its line, or has an unknown escape` };
}
function signAt(text, at) {
  const sign = matchAt(SIGN, text, at);
  if (sign === void 0) {
    return unexpected(text, at);
  }
  return { type: sign, text: sign, from: at, to: at + sign.length, ...(sign === "</" || sign === ">/") && { uses: "trim" } };
}
function unexpected(text, at) {
  return { at, why: `${JSON.stringify(String.fromCodePoint(text.codePointAt(at)))} is not expected at character ${at + 1}` };
}
function wordAt(text, at) {
  return /^[\w.]{1,30}/.exec(text.slice(at, at + 30))?.[0] ?? text[at];
}
function matchAt(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

// src/promql/duration-parser.ts
var STRENGTH = /* @__PURE__ */ new Map([["+", 1], ["-", 1], ["*", 2], ["/", 2], ["%", 2], ["^", 3]]);
var OF_SIGN = 2;
var CALLS = /* @__PURE__ */ new Map([
  ["step", ["stepInDuration", 0]],
  ["range", ["rangeInDuration", 0]],
  ["min", ["minMaxInDuration", 2]],
  ["max", ["minMaxInDuration", 2]],
  ["min_of", ["minMaxOfInDuration", 2]],
  ["max_of", ["minMaxOfInDuration", 2]]
]);
var DurationParser = class {
  constructor(builder) {
    this.builder = builder;
  }
  builder;
  /** The values of literals, with their signs. */
  values = /* @__PURE__ */ new WeakMap();
  /** A number or a duration. */
  literal(ofDuration) {
    const { builder } = this;
    if (!builder.is("number", "duration")) {
      throw builder.unexpected();
    }
    const { type, text } = builder.peek;
    if (ofDuration && type === "duration") {
      builder.use(ofDuration);
    }
    const node2 = builder.leaf("NumberDurationLiteral");
    this.values.set(node2, secondsOf(text));
    return node2;
  }
  /** Of a range or a step, which is not 0. */
  range() {
    const { builder } = this;
    const { type, from } = builder.peek;
    const found = this.sum(0);
    const value = this.values.get(found);
    if (value === 0 && type === "number") {
      builder.use("zeroRange");
    }
    if (value !== void 0 && (value < 0 || value === 0 && type !== "number")) {
      throw new BadSyntax({ ...builder.peek, from }, `the duration at character ${from + 1} must be greater than 0`);
    }
    return found;
  }
  /** Of an offset: what is calculated with it is not part of it, unless it stands in brackets. */
  offset() {
    const { builder } = this;
    if (builder.is("(")) {
      return this.sum(0);
    }
    if (builder.is("+")) {
      builder.use("signedDuration");
    }
    return builder.is("+", "-") ? this.signed(() => builder.is("(") ? this.inBrackets("signedBrackets") : this.single()) : this.single();
  }
  sum(weakest) {
    const { builder } = this;
    if (builder.is("+", "-")) {
      builder.use("signedDuration");
    }
    let left = builder.is("+", "-") ? this.signed(() => this.sum(OF_SIGN)) : this.single();
    for (; ; ) {
      const sign = builder.peek.type;
      const strength = STRENGTH.get(sign) ?? 0;
      if (strength <= weakest) {
        return left;
      }
      builder.use("durationExpression");
      const operator2 = builder.leaf("DurationOp");
      const right = this.sum(strength);
      if ((sign === "/" || sign === "%") && this.values.get(right) === 0) {
        throw new BadSyntax({ ...builder.peek, from: operator2.from }, `a duration is divided by 0 at character ${operator2.from + 1}`);
      }
      left = builder.node("DurationExpr", [left, operator2, right]);
    }
  }
  signed(read2) {
    const { builder } = this;
    return builder.deeper(() => {
      const isNegative = builder.is("-");
      const sign = builder.leaf("UnaryOp");
      const isTwice = builder.is("+", "-");
      if (isTwice) {
        builder.use("signedDuration");
      }
      const inner = isTwice ? this.signed(read2) : read2();
      const node2 = builder.node("DurationExpr", [sign, inner]);
      const value = this.values.get(inner);
      if (value !== void 0) {
        this.values.set(node2, isNegative ? -value : value);
      }
      return node2;
    });
  }
  single() {
    const { builder } = this;
    const { type, text } = builder.peek;
    if (type === "(") {
      return this.inBrackets("durationExpression");
    }
    if (type === "name") {
      return this.call();
    }
    if (type === "number") {
      builder.use("numberAsDuration");
    }
    const node2 = this.literal();
    if (secondsOf(text) > LONGEST_DURATION) {
      builder.use("hugeDuration");
    }
    return node2;
  }
  inBrackets(uses) {
    const { builder } = this;
    builder.use(uses);
    return builder.deeper(() => {
      const open = builder.expect("(");
      const inner = this.sum(0);
      const node2 = builder.node("DurationExpr", [inner], open, builder.expect(")"));
      const value = this.values.get(inner);
      if (value !== void 0 && value !== 0) {
        this.values.set(node2, value);
      }
      return node2;
    });
  }
  call() {
    const { builder } = this;
    const row2 = CALLS.get(builder.peek.text.toLowerCase());
    if (!row2 || builder.next.type !== "(") {
      throw builder.unexpected();
    }
    const [construct, count] = row2;
    builder.use(construct);
    return builder.deeper(() => {
      const name2 = builder.leaf("DurationFunction");
      builder.expect("(");
      const given = count === 0 ? [] : [this.sum(0)];
      if (count === 2) {
        builder.expect(",");
        given.push(this.sum(0));
      }
      return builder.node("DurationExpr", [name2, ...given], void 0, builder.expect(")"));
    });
  }
};

// src/promql/parser.ts
var OPERATORS = /* @__PURE__ */ new Map([
  ["or", [1, "Or"]],
  ["and", [2, "And"]],
  ["unless", [2, "Unless"]],
  ["==", [3, "Eql"]],
  ["!=", [3, "Neq"]],
  ["<", [3, "Lss"]],
  [">", [3, "Gtr"]],
  ["<=", [3, "Lte"]],
  [">=", [3, "Gte"]],
  ["</", [3, "TrimUpper"]],
  [">/", [3, "TrimLower"]],
  ["+", [4, "Add"]],
  ["-", [4, "Sub"]],
  ["*", [5, "Mul"]],
  ["/", [5, "Div"]],
  ["%", [5, "Mod"]],
  ["atan2", [5, "Atan2"]],
  ["^", [6, "Pow"]]
]);
var OF_SIGN2 = 5;
var RESERVED = ["bool", "on", "ignoring", "group_left", "group_right", "atan2"];
var AGGREGATIONS = [
  "avg",
  "bottomk",
  "count",
  "count_values",
  "group",
  "limitk",
  "limit_ratio",
  "max",
  "min",
  "quantile",
  "stddev",
  "stdvar",
  "sum",
  "topk"
];
var Parser = class {
  builder;
  durations;
  constructor(tokens, deepest) {
    this.builder = new NodeBuilder(tokens, deepest);
    this.durations = new DurationParser(this.builder);
  }
  get uses() {
    return this.builder.uses;
  }
  /** Throws BadSyntax or TooDeep. */
  parse() {
    if (this.builder.is("end")) {
      throw new BadSyntax(this.builder.peek, "it has only comments");
    }
    const root = this.expression(0);
    if (!this.builder.is("end")) {
      throw this.builder.unexpected();
    }
    return root;
  }
  expression(weakest) {
    let left = this.operand();
    for (; ; ) {
      const sign = this.word;
      const [strength, name2] = OPERATORS.get(sign) ?? [0, ""];
      if (strength <= weakest) {
        return left;
      }
      const operator2 = this.builder.leaf(name2);
      const modifiers = this.modifiers();
      left = this.builder.node("BinaryExpr", [left, operator2, ...modifiers, this.expression(sign === "^" ? strength - 1 : strength)]);
    }
  }
  /** A keyword is one in any case. */
  get word() {
    const { type, text } = this.builder.peek;
    return type === "string" ? "" : type === "name" ? text.toLowerCase() : text;
  }
  modifiers() {
    const { builder } = this;
    const found = [];
    if (this.isWord("bool")) {
      found.push(builder.leaf("BoolModifier"));
    }
    if (this.isWord("on", "ignoring")) {
      const clause = [builder.leaf(this.word === "on" ? "On" : "Ignoring"), this.grouping()];
      if (this.isWord("group_left", "group_right")) {
        clause.push(builder.leaf(this.word === "group_left" ? "GroupLeft" : "GroupRight"));
        if (builder.is("(")) {
          clause.push(this.grouping());
        }
      }
      found.push(builder.node("MatchingModifierClause", clause));
    }
    const fills = this.fills();
    return fills ? [...found, fills] : found;
  }
  /** `fill` is a keyword only in front of a bracket. */
  fills() {
    const { builder } = this;
    const found = [];
    const known3 = /* @__PURE__ */ new Set();
    while (this.isWord("fill", "fill_left", "fill_right") && builder.next.type === "(" && !known3.has(this.word) && !known3.has("fill")) {
      if (known3.size > 0 && this.word === "fill") {
        break;
      }
      known3.add(this.word);
      builder.use("fill");
      found.push(builder.leaf("FillModifier"));
      builder.expect("(");
      if (builder.is("+", "-")) {
        found.push(builder.leaf("UnaryOp"));
      }
      found.push(this.durations.literal("durationAsNumber"));
      builder.expect(")");
    }
    return found.length > 0 ? builder.node("FillClause", found) : void 0;
  }
  isWord(...words) {
    return this.builder.peek.type === "name" && words.includes(this.word);
  }
  /** A sign, brackets, a literal, a selector or a call, and what stands behind it. */
  operand() {
    const { builder } = this;
    if (builder.is("+", "-")) {
      return builder.deeper(() => builder.node("UnaryExpr", [builder.leaf("UnaryOp"), this.expression(OF_SIGN2)]));
    }
    let found = this.primary();
    for (let more = this.suffix(found); more; more = this.suffix(found)) {
      found = more;
    }
    return found;
  }
  primary() {
    const { builder } = this;
    switch (builder.peek.type) {
      case "string":
        return builder.leaf("StringLiteral");
      case "number":
      case "duration":
        return this.durations.literal("durationAsNumber");
      case "{":
        return builder.node("VectorSelector", [this.matchers()]);
      case "(":
        return builder.deeper(() => {
          const open = builder.expect("(");
          const inner = this.expression(0);
          return builder.node("ParenExpr", [inner], open, builder.expect(")"));
        });
      case "name":
      case "metric":
        return this.named();
      default:
        throw builder.unexpected();
    }
  }
  named() {
    const { builder, word } = this;
    const isAggregation = builder.peek.type === "name" && AGGREGATIONS.includes(word);
    const { type, text } = builder.next;
    const isModifier = type === "name" && /^(?:by|without)$/i.test(text);
    if (isAggregation && (type === "(" || isModifier)) {
      return builder.deeper(() => this.aggregation());
    }
    if (type === "(" && builder.peek.type === "name" && !NO_FUNCTIONS.includes(word)) {
      return builder.deeper(() => this.call());
    }
    if (builder.peek.type === "name" && RESERVED.includes(word)) {
      throw builder.unexpected();
    }
    const name2 = builder.leaf("Identifier");
    return builder.node("VectorSelector", builder.is("{") ? [name2, this.matchers()] : [name2]);
  }
  call() {
    return this.builder.node("FunctionCall", [this.builder.leaf("FunctionIdentifier"), this.body()]);
  }
  aggregation() {
    const { builder } = this;
    const operator2 = builder.leaf("AggregateOp");
    if (builder.is("(")) {
      const body = this.body();
      return builder.node("AggregateExpr", this.isWord("by", "without") ? [operator2, body, this.aggregateModifier()] : [operator2, body]);
    }
    return builder.node("AggregateExpr", [operator2, this.aggregateModifier(), this.body()]);
  }
  aggregateModifier() {
    return this.builder.node("AggregateModifier", [this.builder.leaf(this.word === "by" ? "By" : "Without"), this.grouping()]);
  }
  body() {
    const { builder } = this;
    const open = builder.expect("(");
    const found = [];
    while (!builder.is(")")) {
      found.push(this.expression(0));
      if (builder.is(")")) {
        break;
      }
      builder.expect(",");
      if (builder.is(")")) {
        throw builder.unexpected();
      }
    }
    return builder.node("FunctionCallBody", found, open, builder.expect(")"));
  }
  grouping() {
    const { builder } = this;
    const open = builder.expect("(");
    const found = [];
    while (!builder.is(")")) {
      found.push(this.groupingLabel());
      if (!builder.is(")")) {
        builder.expect(",");
      }
    }
    return builder.node("GroupingLabels", found, open, builder.expect(")"));
  }
  groupingLabel() {
    const { builder } = this;
    switch (builder.peek.type) {
      case "string":
        if (builder.peek.text.length < 3) {
          throw new BadSyntax(builder.peek, `the label at character ${builder.peek.from + 1} is empty`);
        }
        builder.use(/^.[a-zA-Z_]\w*.$/.test(builder.peek.text) ? "quotedGrouping" : "wideGrouping");
        return builder.leaf("QuotedLabelName");
      case "metric":
        builder.use("colonGrouping");
        return builder.leaf("LabelName");
      case "name":
        if (this.word === "without") {
          throw builder.unexpected();
        }
        return builder.leaf("LabelName");
      default:
        throw builder.unexpected();
    }
  }
  matchers() {
    const { builder } = this;
    const open = builder.expect("{");
    const found = [];
    while (!builder.is("}")) {
      found.push(this.matcher());
      if (!builder.is("}")) {
        builder.expect(",");
      }
    }
    return builder.node("LabelMatchers", found, open, builder.expect("}"));
  }
  matcher() {
    const { builder } = this;
    const isQuoted = builder.peek.type === "string";
    if (isQuoted) {
      builder.use("quotedNames");
    }
    if (!isQuoted && builder.peek.type !== "name") {
      throw builder.unexpected();
    }
    const label = builder.leaf(isQuoted ? "QuotedLabelName" : "LabelName");
    if (isQuoted && builder.is(",", "}")) {
      return label;
    }
    if (!builder.is("=", "!=", "=~", "!~")) {
      throw builder.unexpected();
    }
    const operator2 = builder.leaf("MatchOp");
    if (!builder.is("string")) {
      throw builder.unexpected();
    }
    return builder.node(isQuoted ? "QuotedLabelMatcher" : "UnquotedLabelMatcher", [label, operator2, builder.leaf("StringLiteral")]);
  }
  /** What stands behind a selector: a range, an offset, a time. */
  suffix(inner) {
    const { builder } = this;
    if (builder.is("[")) {
      return this.range(inner);
    }
    if (builder.is("@")) {
      return builder.node("StepInvariantExpr", [inner, this.time()]);
    }
    if (this.isWord("offset")) {
      builder.leaf("Offset");
      return builder.node("OffsetExpr", [inner, this.durations.offset()]);
    }
    if (this.isWord("anchored", "smoothed")) {
      builder.use("extendedRange");
      const name2 = this.word === "anchored" ? "AnchoredExpr" : "SmoothedExpr";
      return builder.node(name2, [inner], void 0, builder.take());
    }
    return void 0;
  }
  range(inner) {
    const { builder } = this;
    builder.expect("[");
    const range = this.durations.range();
    if (!builder.is(":")) {
      return builder.node("MatrixSelector", [inner, range], void 0, builder.expect("]"));
    }
    builder.expect(":");
    const step = builder.is("]") ? [] : [this.durations.range()];
    return builder.node("SubqueryExpr", [inner, range, ...step], void 0, builder.expect("]"));
  }
  time() {
    const { builder } = this;
    builder.expect("@");
    if (this.isWord("start", "end")) {
      const name2 = builder.leaf("AtModifierPreprocessor");
      builder.expect("(");
      builder.expect(")");
      return name2;
    }
    const sign = builder.is("+", "-") ? [builder.leaf("UnaryOp")] : [];
    return builder.node("Timestamp", [...sign, this.durations.literal("durationAsNumber")]);
  }
};
var NO_FUNCTIONS = [
  ...RESERVED,
  ...AGGREGATIONS,
  "and",
  "or",
  "unless",
  "by",
  "without",
  "offset",
  "anchored",
  "smoothed",
  "fill",
  "fill_left",
  "fill_right"
];

// src/promql/syntax-tree.ts
var LONGEST = 2e5;
var DEEPEST = 500;
var TOO_LARGE = { isTooLarge: true };
var USUAL = 5e3;
var MOST = 1e3;
var known2 = /* @__PURE__ */ new Map();
function readExpression(text) {
  let read2 = known2.get(text);
  if (read2 === void 0) {
    read2 = parse(text);
    if (known2.size >= MOST) {
      known2.clear();
    }
    if (text.length <= USUAL) {
      known2.set(text, read2);
    }
  }
  return read2;
}
function parse(text) {
  if (text.length > LONGEST) {
    return TOO_LARGE;
  }
  if (text.trim() === "") {
    return { why: "it is empty" };
  }
  const cut = readTokens(text);
  if ("why" in cut) {
    return { why: cut.why };
  }
  const parser = new Parser(cut.tokens, DEEPEST);
  try {
    return { root: parser.parse(), uses: parser.uses };
  } catch (error) {
    if (error instanceof TooDeep) {
      return TOO_LARGE;
    }
    if (error instanceof BadSyntax) {
      return { why: whyNot(text, error.token, cut.tokens) ?? error.message };
    }
    throw error;
  }
}
function whyNot(text, { type, from }, tokens) {
  if (type === "end") {
    const open = unclosed(tokens);
    return open && `it ends before "${open.text}" at character ${open.from + 1} is closed`;
  }
  const before = /([a-zA-Z_]\w{0,100})\s*$/.exec(text.slice(Math.max(0, from - 200), from));
  return type === "(" && before ? `there is no function ${before[1]}()` : void 0;
}
function unclosed(tokens) {
  const open = [];
  for (const token of tokens) {
    if (["(", "[", "{"].includes(token.type)) {
      open.push(token);
    }
    if ([")", "]", "}"].includes(token.type)) {
      open.pop();
    }
  }
  return open.pop();
}

// src/promql/selector.ts
function matchersOf(text, selector) {
  return childrenOf(selector).flatMap((child) => child.name === "Identifier" ? [nameMatcher(textOfNode(text, child))] : childrenOf(child).flatMap((each) => matcherOf(text, each)));
}
function matcherOf(text, node2) {
  if (node2.name === "QuotedLabelName") {
    return [nameMatcher(unquote(textOfNode(text, node2)))];
  }
  const [label, operator2, value] = childrenOf(node2);
  const name2 = textOfNode(text, label);
  return [{ label: /^["'`]/.test(name2) ? unquote(name2) : name2, operator: textOfNode(text, operator2), value: unquote(textOfNode(text, value)) }];
}
function nameMatcher(value) {
  return { label: "__name__", operator: "=", value };
}

// src/upstream/load.ts
var fs = __toESM(require("fs"));
var path = __toESM(require("path"));
var FOLDERS = [path.join(__dirname, "..", "data"), path.join(__dirname, "..", "..", "data")];
function lazily(file, keys, folders = FOLDERS) {
  let data;
  return () => data ??= read(file, keys, folders);
}
var operatorSchemas = lazily("operator-schemas.json", ["versions", "kinds", "pool", "nodes"]);
var kubernetesSchemas = lazily("kubernetes-schemas.json", ["versions", "kinds", "pool", "nodes"]);
var upstream = lazily("upstream.json", ["featureGates", "functions", "aggregators"]);
function read(file, keys, folders) {
  const found = folders.map((folder) => path.join(folder, file)).find((each) => fs.existsSync(each));
  if (found === void 0) {
    throw new Error(`data/${file} of cdk8s-prometheus does not exist: reinstall the package`);
  }
  const data = parsed(found);
  const missing = keys.filter((key) => typeof data !== "object" || data === null || !(key in data));
  if (missing.length > 0) {
    throw new Error(`${found} is damaged: it has no "${missing[0]}"; reinstall the package cdk8s-prometheus`);
  }
  return data;
}
function parsed(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`${file} is damaged: ${error.message}; reinstall the package cdk8s-prometheus`);
  }
}

// src/promql/modifier-check.ts
var SELECTORS = ["VectorSelector", "MatrixSelector"];
var MODIFIED = [...SELECTORS, "SubqueryExpr"];
var LATEST = 2 ** 63;

// src/promql/expression.ts
function selectorsIn(text) {
  const read2 = readExpression(text);
  return "root" in read2 ? selectorsBelow(text, read2.root) : [];
}
function selectorsBelow(text, node2) {
  return node2.name === "VectorSelector" ? [matchersOf(text, node2)] : node2.children.flatMap((child) => selectorsBelow(text, child));
}
function metricsIn(text) {
  const names = selectorsIn(text).flatMap((matchers) => matchers.filter(isName).map(({ value }) => value));
  return [...new Set(names)].sort();
}
function isName({ label, operator: operator2 }) {
  return label === "__name__" && operator2 === "=";
}

// src/testing/rule-test.ts
function groupsFor(alerts2, all) {
  const isWanted = ({ rules }) => rules.some((rule2) => "alert" in rule2 && alerts2.includes(rule2.alert));
  const withNeeded = (groups) => {
    const used = new Set(groups.flatMap(({ rules }) => rules.flatMap(({ expr }) => metricsIn(expr))));
    const more = all.filter((group) => !groups.includes(group) && group.rules.some((rule2) => "record" in rule2 && used.has(rule2.record)));
    return more.length === 0 ? groups : withNeeded([...more, ...groups]);
  };
  const chosen = withNeeded(all.filter(isWanted));
  return all.filter((group) => chosen.includes(group));
}

// test/monitoring-mixin/alert-case.ts
var of = (job) => (metric2, labels2 = "") => `${metric2}{job="${job}"${labels2 === "" ? "" : `,${labels2}`}}`;
var ksm2 = of("kube-state-metrics");
var node = of("node-exporter");
var kubelet2 = (metric2, labels2 = "") => of("kubelet")(metric2, `metrics_path="/metrics",instance="10.0.0.1:10250"${labels2 === "" ? "" : `,${labels2}`}`);
var cadvisor = (metric2, labels2 = "") => of("kubelet")(metric2, `metrics_path="/metrics/cadvisor",instance="10.0.0.1:10250",image="app",${labels2}`);
var api = (metric2, labels2 = "") => of("apiserver")(metric2, `metrics_path="/metrics",instance="10.0.0.9:6443"${labels2 === "" ? "" : `,${labels2}`}`);
var dns = of("coredns");
var etcd = of("etcd");
var prometheus = (metric2, labels2 = "") => of("prometheus")(metric2, `namespace="monitoring",pod="prometheus-main-0"${labels2 === "" ? "" : `,${labels2}`}`);
var am = (pod, metric2, labels2 = "") => of("alertmanager")(metric2, `namespace="monitoring",service="alertmanager-main",pod="alertmanager-main-${pod}"${labels2 === "" ? "" : `,${labels2}`}`);
var operator = (metric2, labels2 = "") => of("prometheus-operator")(metric2, `namespace="monitoring"${labels2 === "" ? "" : `,${labels2}`}`);
var POD3 = 'namespace="shop",pod="web-1"';
var CONTAINER = `${POD3},container="app"`;
var ON = "1x600";
var OFF = "0x600";
var STEADY = "100x600";
var GROWS = "0+1x600";
var flag = (alert, series, wrong = ON, right = OFF) => ({ alert, fires: { [series]: wrong }, quiet: { [series]: right } });
var share3 = (alert, part, whole, wrong, right) => ({
  alert,
  fires: { [part]: `${wrong}x600`, [whole]: STEADY },
  quiet: { [part]: `${right}x600`, [whole]: STEADY }
});
var growth = (alert, part, whole, wrong, right, at) => ({
  alert,
  fires: { [part]: `0+${wrong}x600`, [whole]: "0+1000x600" },
  quiet: { [part]: `0+${right}x600`, [whole]: "0+1000x600" },
  at
});
var differ = (alert, wanted, there, more = {}) => ({
  alert,
  fires: { [wanted]: "3x600", [there]: "2x600", ...more },
  quiet: { [wanted]: "3x600", [there]: "3x600", ...more }
});
function histogram(metric2, bounds, slow2) {
  const at = bounds.indexOf(slow2);
  return Object.fromEntries([...bounds, "+Inf"].map((le, i) => [metric2(le), i >= at ? "0+100x600" : "0x600"]));
}

// test/monitoring-mixin/cases/alertmanager.ts
var ALERTMANAGER2 = [
  flag("AlertmanagerConfigReloadFailed", am("0", "alertmanager_config_last_reload_successful"), OFF, ON),
  {
    alert: "AlertmanagerMembersDiffer",
    fires: { [am("0", "alertmanager_cluster_members")]: "1x600", [am("1", "alertmanager_cluster_members")]: "1x600" },
    quiet: { [am("0", "alertmanager_cluster_members")]: "2x600", [am("1", "alertmanager_cluster_members")]: "2x600" }
  },
  growth("AlertmanagerNotificationsFailing", am("0", "alertmanager_notifications_failed_total", 'integration="slack"'), am("0", "alertmanager_notifications_total", 'integration="slack"'), 20, 5),
  {
    alert: "AlertmanagerConfigsDiffer",
    fires: { [am("0", "alertmanager_config_hash")]: "1x600", [am("1", "alertmanager_config_hash")]: "2x600" },
    quiet: { [am("0", "alertmanager_config_hash")]: "2x600", [am("1", "alertmanager_config_hash")]: "2x600" }
  },
  {
    alert: "AlertmanagersDown",
    fires: { [am("0", "up")]: OFF, [am("1", "up")]: ON },
    quiet: { [am("0", "up")]: OFF, [am("1", "up")]: ON, [am("2", "up")]: ON }
  }
];

// test/monitoring-mixin/cases/api-server.ts
var request = (verb, scope = "resource", more = "") => `component="apiserver",version="v1",verb="${verb}",resource="pods",scope="${scope}"${more}`;
function requests2({ verb = "GET", scope = "resource", failed = 0, within = { "1.0": 1e3 }, more = "", minutes = 600 } = {}) {
  const labels2 = request(verb, scope, more);
  return {
    [api("apiserver_request_sli_duration_seconds_count", labels2)]: `0+1000x${minutes}`,
    ...Object.fromEntries(Object.entries(within).map(([le, count]) => [api("apiserver_request_sli_duration_seconds_bucket", `${labels2},le="${le}"`), `0+${count}x${minutes}`])),
    [api("apiserver_request_total", `${labels2},code="500"`)]: `0+${failed}x${minutes}`,
    [api("apiserver_request_total", `${labels2},code="200"`)]: `0+${1e3 - failed}x${minutes}`
  };
}
var burns2 = (what, fires, quiet) => ({ alert: "KubeAPIErrorBudgetBurn", what, severity: "critical", at: "20m", fires, quiet });
var BUDGET = [
  burns2("errors count", requests2({ failed: 150 }), requests2({ failed: 5 })),
  burns2("slow answers count", requests2({ within: { "1.0": 850 } }), requests2({ within: { "1.0": 990 } })),
  burns2("reads in no scope count", requests2({ scope: "", within: { "1.0": 800 } }), requests2({ scope: "" })),
  burns2("a LIST of a namespace may take 5 seconds", requests2({ verb: "LIST", scope: "namespace", within: { "1.0": 0, "5.0": 800 } }), requests2({ verb: "LIST", scope: "namespace", within: { "1.0": 0, "5.0": 1e3 } })),
  burns2("a LIST of the cluster may take 30 seconds", requests2({ verb: "LIST", scope: "cluster", within: { "5.0": 0, "30.0": 800 } }), requests2({ verb: "LIST", scope: "cluster", within: { "5.0": 0, "30.0": 1e3 } })),
  burns2("reads of one object may not", requests2({ within: { "1.0": 800, "5.0": 1e3 } }), requests2({ within: { "1.0": 1e3, "5.0": 1e3 } })),
  burns2("writes may take a second", requests2({ verb: "APPLY", within: { "1.0": 800, "5.0": 1e3 } }), requests2({ verb: "APPLY", within: { "1.0": 1e3, "5.0": 1e3 } })),
  burns2("reads and writes are added", { ...requests2({ failed: 90 }), ...requests2({ verb: "PUT", failed: 90 }) }, { ...requests2({ failed: 50 }), ...requests2({ verb: "PUT", failed: 4 }) }),
  burns2("without a write reads count", { ...requests2({ failed: 200 }), [api("apiserver_request_sli_duration_seconds_count", request("PUT"))]: "500x600" }, { ...requests2(), [api("apiserver_request_sli_duration_seconds_count", request("PUT"))]: "500x600" }),
  burns2("logs take as long as somebody reads them", requests2({ within: { "1.0": 0 } }), { ...requests2(), ...requests2({ within: { "1.0": 0 }, more: ',subresource="log"' }) }),
  burns2("errors of a client do not count", requests2({ failed: 150 }), { ...requests2(), [api("apiserver_request_total", `${request("GET")},code="404"`)]: "0+500x600" }),
  { alert: "KubeAPIErrorBudgetBurn", what: "slowly, over days", severity: "warning", at: "3d8h", interval: "30m", fires: requests2({ failed: 20, minutes: 170 }), quiet: requests2({ failed: 8, minutes: 170 }) }
];
var slow = (le) => histogram((bound) => api("apiserver_request_sli_duration_seconds_bucket", `${request("GET")},le="${bound}"`), ["1.0", "4.0", "8.0"], le);
var certificate = (le) => ({
  ...histogram((bound) => api("apiserver_client_certificate_expiration_seconds_bucket", `le="${bound}"`), ["43200.0", "86400.0", "172800.0", "604800.0", "2.592e+06"], le),
  [api("apiserver_client_certificate_expiration_seconds_count")]: "0+100x600"
});
var API = 'name="v1beta1.metrics.k8s.io"';
var client = (series, failed, code = "500") => ({
  [series("rest_client_requests_total", `code="${code}",host="10.0.0.9:6443",method="GET"`)]: `0+${failed}x600`,
  [series("rest_client_requests_total", 'code="200",host="10.0.0.9:6443",method="GET"')]: `0+${1e3 - failed}x600`
});
var scheduler = (metric2, labels2) => of("kube-scheduler")(metric2, `instance="10.0.0.9:10259",namespace="kube-system",pod="kube-scheduler-a",${labels2}`);
var slis = of("apiserver")("up", 'metrics_path="/metrics/slis",instance="10.0.0.9:6443"');
var cluster = (name2, up) => ({ [api("up", `cluster="${name2}"`)]: up, [node("up", `cluster="${name2}",instance="10.0.0.1:9100"`)]: ON });
var OTHERS = [
  flag("KubeAPIDown", api("up"), OFF, ON),
  { alert: "KubeAPIDown", what: "one cluster of two", count: 1, fires: { ...cluster("eu", ON), ...cluster("us", "1x5 stale") }, quiet: { ...cluster("eu", ON), ...cluster("us", ON) } },
  { alert: "KubeAPIInstanceUnreachable", what: "once, although two paths are scraped", count: 1, fires: { [api("up")]: OFF, [slis]: OFF }, quiet: { [api("up")]: ON, [slis]: OFF } },
  { alert: "ApiServerSlow", fires: slow("8.0"), quiet: slow("4.0") },
  growth("KubeAPITerminatedRequests", api("apiserver_request_terminations_total", 'code="503",component="apiserver",verb="GET"'), api("apiserver_request_total", `${request("GET")},code="200"`), 300, 200),
  flag("ApiServerRequestsRejected", api("apiserver_flowcontrol_rejected_requests_total", 'flow_schema="global-default",priority_level="global-default",reason="queue-full"'), GROWS, "7x600"),
  { alert: "KubeClientCertificateExpiration", severity: "warning", count: 1, fires: certificate("604800.0"), quiet: certificate("2.592e+06") },
  { alert: "KubeClientCertificateExpiration", severity: "critical", count: 1, fires: certificate("86400.0"), quiet: certificate("172800.0") },
  {
    alert: "KubeClientCertificateExpiration",
    severity: "warning",
    what: "not if this client is gone",
    at: "40m",
    fires: certificate("604800.0"),
    quiet: Object.fromEntries(Object.keys(certificate("604800.0")).map((series) => [series, "0+100x5 500x100"]))
  },
  flag("KubeAggregatedAPIErrors", api("aggregator_unavailable_apiservice_total", `${API},reason="FailedDiscoveryCheck"`), GROWS, "5x600"),
  flag("KubeAggregatedAPIDown", api("aggregator_unavailable_apiservice", API)),
  {
    alert: "KubeAggregatedAPIDown",
    what: "one that comes and goes",
    count: 1,
    fires: { [api("aggregator_unavailable_apiservice", API)]: Array.from({ length: 80 }, (_, i) => i % 2).join(" ") },
    quiet: { [api("aggregator_unavailable_apiservice", API)]: "0x20 1 0x100" }
  },
  { alert: "KubeClientErrors", what: "of the API server", count: 1, fires: client(api, 11), quiet: client(api, 9) },
  { alert: "KubeClientErrors", what: "of a kubelet and of the scheduler", count: 2, fires: { ...client(kubelet2, 11), ...client(scheduler, 11) }, quiet: { ...client(kubelet2, 9), ...client(scheduler, 9) } },
  { alert: "KubeClientErrors", what: "not found is no error of the server", fires: client(api, 11), quiet: client(api, 110, "404") },
  {
    alert: "KubeVersionMismatch",
    at: "5h",
    interval: "5m",
    fires: { [api("kubernetes_build_info", 'git_version="v1.35.1"')]: ON, [kubelet2("kubernetes_build_info", 'git_version="v1.34.2"')]: ON },
    quiet: { [api("kubernetes_build_info", 'git_version="v1.35.1"')]: ON, [kubelet2("kubernetes_build_info", 'git_version="v1.35.2-eks-1"')]: ON }
  }
];
var API_SERVER2 = [...BUDGET, ...OTHERS];

// test/monitoring-mixin/cases/cluster-services.ts
var SERVICES = [
  flag("CoreDnsAbsent", dns("up"), OFF, ON),
  growth("CoreDnsErrors", dns("coredns_dns_responses_total", 'rcode="SERVFAIL"'), dns("coredns_dns_responses_total", 'rcode="NOERROR"'), 40, 20),
  {
    alert: "CoreDnsSlow",
    fires: histogram((le) => dns("coredns_dns_request_duration_seconds_bucket", `le="${le}"`), ["0.1", "1", "4"], "4"),
    quiet: histogram((le) => dns("coredns_dns_request_duration_seconds_bucket", `le="${le}"`), ["0.1", "1", "4"], "1")
  },
  flag("CoreDnsPanics", dns("coredns_panics_total", 'instance="a"'), GROWS, "3x600"),
  flag("EtcdAbsent", etcd("up"), OFF, ON),
  {
    alert: "EtcdQuorumAtRisk",
    fires: { [etcd("up", 'instance="a"')]: ON, [etcd("up", 'instance="b"')]: ON, [etcd("up", 'instance="c"')]: OFF },
    quiet: { [etcd("up", 'instance="a"')]: ON, [etcd("up", 'instance="b"')]: ON, [etcd("up", 'instance="c"')]: ON }
  },
  flag("EtcdNoLeader", etcd("etcd_server_has_leader", 'instance="a"'), OFF, ON),
  flag("EtcdLeaderChanges", etcd("etcd_server_leader_changes_seen_total", 'instance="a"'), GROWS, "0x10 1 2 2x600"),
  {
    alert: "EtcdDiskSlow",
    fires: histogram((le) => etcd("etcd_disk_wal_fsync_duration_seconds_bucket", `instance="a",le="${le}"`), ["0.01", "0.5", "1"], "1"),
    quiet: histogram((le) => etcd("etcd_disk_wal_fsync_duration_seconds_bucket", `instance="a",le="${le}"`), ["0.01", "0.5", "1"], "0.01")
  },
  share3("EtcdDatabaseAlmostFull", etcd("etcd_mvcc_db_total_size_in_bytes", 'instance="a"'), etcd("etcd_server_quota_backend_bytes", 'instance="a"'), 91, 89),
  {
    alert: "EtcdDatabaseFragmented",
    fires: { [etcd("etcd_mvcc_db_total_size_in_use_in_bytes", 'instance="a"')]: "200000000x600", [etcd("etcd_mvcc_db_total_size_in_bytes", 'instance="a"')]: "500000000x600" },
    quiet: { [etcd("etcd_mvcc_db_total_size_in_use_in_bytes", 'instance="a"')]: "2000000x600", [etcd("etcd_mvcc_db_total_size_in_bytes", 'instance="a"')]: "5000000x600" }
  },
  flag("SchedulerAbsent", of("kube-scheduler")("up"), OFF, ON),
  flag("ControllerManagerAbsent", of("kube-controller-manager")("up"), OFF, ON),
  flag("KubeProxyAbsent", of("kube-proxy")("up"), OFF, ON)
];

// test/monitoring-mixin/cases/disruptions.ts
var disrupted = (reason, from) => ({
  [ksm2("kube_pod_status_disruption_reason", `${POD3},uid="u",reason="${reason}"`)]: from,
  [ksm2("up", 'instance="ksm:8080"')]: ON
});
var many = (count) => ({
  ...Object.fromEntries(Array.from({ length: count }, (_, i) => [ksm2("kube_pod_status_disruption_reason", `namespace="shop",pod="p${i}",uid="u${i}",reason="EvictionByEvictionAPI"`), `_x${20 + i % 2} 1x2`])),
  [ksm2("up", 'instance="ksm:8080"')]: ON
});
var DISRUPTIONS2 = [
  { alert: "PodsDisrupted", at: "23m", fires: many(60), quiet: many(40) },
  { alert: "PodsEndedByKubelet", at: "22m", fires: disrupted("TerminationByKubelet", "_x20 1x600"), quiet: disrupted("EvictionByEvictionAPI", "_x20 1x600") },
  { alert: "PodsEndedByKubelet", what: "one that failed long ago is not new", at: "22m", fires: disrupted("TerminationByKubelet", "_x20 1x600"), quiet: disrupted("TerminationByKubelet", "_x5 1x600") },
  { alert: "PodsPreempted", at: "22m", fires: disrupted("PreemptionByScheduler", "_x20 1x600"), quiet: disrupted("TerminationByKubelet", "_x20 1x600") },
  { alert: "PodsLostWithNode", at: "22m", fires: disrupted("DeletionByPodGC", "_x20 1x600"), quiet: disrupted("TerminationByKubelet", "_x20 1x600") },
  {
    alert: "EvictionsBlocked",
    fires: { [api("apiserver_request_total", 'resource="pods",subresource="eviction",verb="POST",code="429"')]: GROWS, [api("up")]: ON },
    quiet: { [api("apiserver_request_total", 'resource="pods",subresource="eviction",verb="POST",code="201"')]: GROWS, [api("up")]: ON }
  }
];

// test/monitoring-mixin/cases/kube-state-metrics.ts
var KUBE_STATE_METRICS2 = [
  flag("KubeStateMetricsAbsent", ksm2("up"), OFF, ON),
  growth("KubeStateMetricsListErrors", ksm2("kube_state_metrics_list_total", 'resource="*v1.Pod",result="error"'), ksm2("kube_state_metrics_list_total", 'resource="*v1.Pod",result="success"'), 20, 5),
  growth("KubeStateMetricsWatchErrors", ksm2("kube_state_metrics_watch_total", 'resource="*v1.Pod",result="error"'), ksm2("kube_state_metrics_watch_total", 'resource="*v1.Pod",result="success"'), 20, 5),
  {
    alert: "KubeStateMetricsShardsDiffer",
    fires: { [ksm2("kube_state_metrics_total_shards", 'pod="0"')]: "2x600", [ksm2("kube_state_metrics_total_shards", 'pod="1"')]: "3x600" },
    quiet: { [ksm2("kube_state_metrics_total_shards", 'pod="0"')]: "2x600", [ksm2("kube_state_metrics_total_shards", 'pod="1"')]: "2x600" }
  },
  {
    alert: "KubeStateMetricsShardMissing",
    fires: { [ksm2("kube_state_metrics_total_shards", 'pod="0"')]: "2x600", [ksm2("kube_state_metrics_shard_ordinal", 'pod="0",shard_ordinal="0"')]: "0x600" },
    quiet: {
      [ksm2("kube_state_metrics_total_shards", 'pod="0"')]: "2x600",
      [ksm2("kube_state_metrics_shard_ordinal", 'pod="0",shard_ordinal="0"')]: "0x600",
      [ksm2("kube_state_metrics_shard_ordinal", 'pod="1",shard_ordinal="1"')]: "1x600"
    }
  }
];

// test/monitoring-mixin/cases/kubelet.ts
var kubelet3 = (metric2, labels2 = "", node2 = "a") => of("kubelet")(metric2, `metrics_path="/metrics",instance="${node2}:10250",node="${node2}",service="monitoring-kubelet"${labels2 === "" ? "" : `,${labels2}`}`);
var plain = (metric2, labels2 = "") => of("kubelet")(metric2, `metrics_path="/metrics",instance="10.0.0.1:10250"${labels2 === "" ? "" : `,${labels2}`}`);
var name = (node2 = "a") => ({ [kubelet3("kubelet_node_name", "", node2)]: ON });
var both = (input) => Object.fromEntries(Object.entries(input).flatMap(([series, values]) => ["10.0.1.1:8080", "10.0.1.2:8080"].map((instance) => [series.replace("{", `{instance="${instance}",service="kube-state-metrics",`), values])));
var ready = (values, more = 'node="a"') => ({ [ksm2("kube_node_status_condition", `${more},condition="Ready",status="true"`)]: values });
var cordoned = (values, more = 'node="a"') => ({ [ksm2("kube_node_spec_unschedulable", more)]: values });
var taint = (key, more = 'node="a"', effect = "NoSchedule") => ({ [ksm2("kube_node_spec_taint", `${more},key="${key}",value="",effect="${effect}"`)]: ON });
var unreachable = (more = 'node="a"') => ({ ...taint("node.kubernetes.io/unreachable", more), ...taint("node.kubernetes.io/unreachable", more, "NoExecute") });
var pressure = (values, condition2 = "MemoryPressure") => ({ [ksm2("kube_node_status_condition", `node="a",condition="${condition2}",status="true"`)]: values });
var info = (cluster2) => ({ [ksm2("kube_node_info", `cluster="${cluster2}",node="a"`)]: ON });
var FLAPS = "0 1 1 1 1 0 1 1 1 1 0 1 1 1 1 0 1 1 1 1 0 1 1 1 1 0 1 1 1 1 0 1 1 1 1 0 1 1 1 1 0 1 1 1 1 0 1 1 1 1 0 1 1 1 1 0 1 1 1 1 0";
var AWAY = [
  ["not if it is cordoned", cordoned(ON)],
  ["not if the autoscaler removes it", taint("ToBeDeletedByClusterAutoscaler")],
  ["not if Google ends the spot node", taint("cloud.google.com/impending-node-termination")],
  ["not if AWS ends the spot node", taint("aws-node-termination-handler/spot-itn")],
  ["not if Karpenter removes it", taint("karpenter.sh/disrupted")],
  ["not if an old Karpenter removes it", taint("karpenter.sh/disruption")]
];
var away = (alert, wrong) => AWAY.map(([what, input]) => ({ alert, what, count: 1, fires: { ...cordoned(OFF), ...wrong }, quiet: { ...cordoned(OFF), ...wrong, ...input } }));
var once = (alert, wrong, right) => ({ alert, what: "one although there are two kube-state-metrics", count: 1, fires: both({ ...cordoned(OFF), ...wrong }), quiet: both({ ...cordoned(OFF), ...right }) });
var STATUS = [
  flag("KubeNodeNotReady", Object.keys(ready(""))[0], OFF, ON),
  once("KubeNodeNotReady", ready(OFF), ready(ON)),
  ...away("KubeNodeNotReady", ready(OFF)),
  {
    alert: "KubeNodeNotReady",
    what: "a cordoned node of another cluster with the same name does not hide it",
    count: 1,
    fires: { ...ready(OFF, 'cluster="eu",node="a"'), ...cordoned(OFF, 'cluster="eu",node="a"'), ...ready(OFF, 'cluster="us",node="a"'), ...cordoned(ON, 'cluster="us",node="a"') },
    quiet: { ...ready(OFF, 'cluster="us",node="a"'), ...cordoned(ON, 'cluster="us",node="a"') }
  },
  {
    alert: "KubeNodeNotReady",
    what: "a replaced kube-state-metrics does not start it again",
    count: 1,
    at: "22m",
    fires: {
      [ksm2("kube_node_status_condition", 'instance="10.0.1.1:8080",node="a",condition="Ready",status="true"')]: "0x10 stale",
      [ksm2("kube_node_status_condition", 'instance="10.0.1.2:8080",node="a",condition="Ready",status="true"')]: "_x9 0x100"
    },
    quiet: ready("1x10 0x100")
  },
  {
    alert: "KubeNodeNotReady",
    what: "not of a node that is deleted",
    fires: ready(OFF),
    quiet: ready("0x14 stale")
  },
  { alert: "KubeNodeUnreachable", count: 1, fires: unreachable(), quiet: taint("node.kubernetes.io/not-ready") },
  once("KubeNodeUnreachable", unreachable(), {}),
  ...away("KubeNodeUnreachable", unreachable()),
  { alert: "KubeNodeReadinessFlapping", count: 1, fires: ready(FLAPS), quiet: ready("1x20 0 1x600") },
  once("KubeNodeReadinessFlapping", ready(FLAPS), ready("1x15 0 1x14 0 1x600")),
  ...away("KubeNodeReadinessFlapping", ready(FLAPS)),
  { alert: "KubeNodePressure", count: 3, fires: { ...pressure(ON), ...pressure(ON, "DiskPressure"), ...pressure(ON, "PIDPressure") }, quiet: { ...pressure(OFF), ...ready(ON) } },
  once("KubeNodePressure", pressure(ON), pressure(OFF)),
  ...away("KubeNodePressure", pressure(ON))
];
var pods = (count, node2 = "a") => ({ [kubelet3("kubelet_running_pods", "", node2)]: `${count}x600`, ...name(node2) });
var capacity = (count, node2 = "a") => ({ [ksm2("kube_node_status_capacity", `node="${node2}",resource="pods",unit="integer"`)]: `${count}x600` });
var evictions3 = (values) => ({ [kubelet3("kubelet_evictions", 'eviction_signal="memory.available"')]: values });
var TARGETS = [
  { alert: "KubeletDown", count: 1, fires: { [kubelet3("up")]: OFF, ...info("") }, quiet: { [kubelet3("up")]: ON, ...info("") } },
  { alert: "KubeletDown", what: "without kube-state-metrics", count: 1, fires: { [kubelet3("up")]: OFF }, quiet: { [kubelet3("up")]: ON } },
  {
    alert: "KubeletDown",
    what: "one cluster of two",
    count: 1,
    fires: { [kubelet3("up", 'cluster="eu"')]: ON, ...info("eu"), [kubelet3("up", 'cluster="us"')]: "1x5 stale", ...info("us") },
    quiet: { [kubelet3("up", 'cluster="eu"')]: ON, ...info("eu"), [kubelet3("up", 'cluster="us"')]: ON, ...info("us") }
  },
  {
    alert: "KubeletDown",
    what: "not of a cluster that has no nodes",
    count: 1,
    fires: { [kubelet3("up", 'cluster="eu"')]: OFF, ...info("eu"), [ksm2("up", 'cluster="us"')]: ON },
    quiet: { [kubelet3("up", 'cluster="eu"')]: ON, ...info("eu"), [ksm2("up", 'cluster="us"')]: ON }
  },
  { alert: "KubeletDown", what: "not if one of two is up", fires: { [kubelet3("up")]: OFF, [kubelet3("up", "", "b")]: OFF, ...info("") }, quiet: { [kubelet3("up")]: OFF, [kubelet3("up", "", "b")]: ON, ...info("") } },
  { alert: "KubeletInstanceUnreachable", count: 1, fires: { [kubelet3("up")]: OFF, [kubelet3("up", "", "b")]: ON }, quiet: { [kubelet3("up")]: ON, [kubelet3("up", "", "b")]: ON } },
  {
    alert: "KubeletInstanceUnreachable",
    what: "not of cAdvisor alone",
    fires: { [plain("up")]: OFF },
    quiet: { [plain("up")]: ON, [of("kubelet")("up", 'metrics_path="/metrics/cadvisor",instance="10.0.0.1:10250"')]: OFF }
  },
  { alert: "KubeletTooManyPods", count: 1, fires: { ...pods(97), ...capacity(100) }, quiet: { ...pods(95), ...capacity(100) } },
  { alert: "KubeletTooManyPods", what: "one although there are two kube-state-metrics", count: 1, fires: { ...pods(97), ...both(capacity(100)) }, quiet: { ...pods(95), ...both(capacity(100)) } },
  { alert: "KubeletTooManyPods", what: "not of a virtual kubelet", fires: { ...pods(2), ...capacity(2) }, quiet: { ...pods(1), ...capacity(1) } },
  { alert: "KubeletTooManyPods", what: "each node has its own capacity", count: 1, fires: { ...pods(97), ...capacity(100), ...pods(97, "b"), ...capacity(200, "b") }, quiet: { ...pods(97), ...capacity(200), ...pods(197, "b"), ...capacity(300, "b") } },
  {
    alert: "KubeletTooManyPods",
    what: "a failed scrape does not start it again",
    count: 1,
    at: "25m",
    fires: { [kubelet3("kubelet_running_pods")]: "97x15 stale 97x100", [kubelet3("kubelet_node_name")]: "1x15 stale 1x100", ...capacity(100) },
    quiet: { [kubelet3("kubelet_running_pods")]: "90x15 stale 97x100", [kubelet3("kubelet_node_name")]: "1x15 stale 1x100", ...capacity(100) }
  },
  {
    alert: "KubeletTooManyPods",
    what: "where targets do not say their node",
    count: 1,
    fires: { [plain("kubelet_running_pods")]: "97x600", [plain("kubelet_node_name", 'node="a"')]: ON, ...capacity(100) },
    quiet: { [plain("kubelet_running_pods")]: "90x600", [plain("kubelet_node_name", 'node="a"')]: ON, ...capacity(100) }
  },
  {
    alert: "KubeletTooManyPods",
    what: "of an address that had another node before",
    count: 1,
    fires: { [plain("kubelet_running_pods")]: "97x600", [plain("kubelet_node_name", 'node="a"')]: ON, [plain("kubelet_node_name", 'node="b"')]: "1x24", ...capacity(100), ...capacity(100, "b") },
    quiet: { [plain("kubelet_running_pods")]: "90x600", [plain("kubelet_node_name", 'node="a"')]: ON, [plain("kubelet_node_name", 'node="b"')]: "1x24", ...capacity(100), ...capacity(100, "b") }
  }
];
var EVICTIONS2 = [
  { alert: "KubeNodeEviction", count: 1, at: "30m", fires: { ...evictions3("1x20 2x100"), ...name() }, quiet: { ...evictions3("2x100"), ...name() } },
  { alert: "KubeNodeEviction", what: "the first of its signal", count: 1, at: "30m", fires: { ...evictions3("_x19 1x100"), ...name() }, quiet: { ...evictions3("_x9 1x100"), ...name() } },
  {
    alert: "KubeNodeEviction",
    what: "not because it is scraped for the first time",
    at: "30m",
    fires: { ...evictions3("_x19 1x100"), ...name() },
    quiet: { ...evictions3("_x19 7x100"), [kubelet3("kubelet_node_name")]: "_x19 1x100" }
  },
  {
    alert: "KubeNodeEviction",
    what: "of each signal",
    count: 2,
    at: "30m",
    fires: { ...evictions3("1x20 2x100"), [kubelet3("kubelet_evictions", 'eviction_signal="nodefs.available"')]: "1x20 2x100", ...name() },
    quiet: name()
  }
];
var relist = (slow2, series = kubelet3) => histogram((le) => series("kubelet_pleg_relist_duration_seconds_bucket", `le="${le}"`), ["1.0", "10.0", "12.0"], slow2);
var starts = (slow2) => histogram((le) => kubelet3("kubelet_pod_start_duration_seconds_bucket", `le="${le}"`), ["30.0", "60.0", "120.0"], slow2);
var PULL = 'operation_type="pull_image"';
var WORK = [
  { alert: "KubeletPlegDurationHigh", count: 1, fires: { ...relist("12.0"), ...name() }, quiet: { ...relist("1.0"), ...name() } },
  { alert: "KubeletPodStartUpLatencyHigh", count: 1, fires: { ...starts("120.0"), ...name() }, quiet: { ...starts("60.0"), ...name() } },
  growth("KubeletRuntimeErrors", kubelet3("kubelet_runtime_operations_errors_total", PULL), kubelet3("kubelet_runtime_operations_total", PULL), 110, 90)
];
var expires = (kind, severity, below) => {
  const series = kubelet3(`kubelet_certificate_manager_${kind}_ttl_seconds`);
  return { alert: `Kubelet${kind === "client" ? "Client" : "Server"}CertificateExpiration`, severity, count: 1, fires: { [series]: `${below - 1}x600` }, quiet: { [series]: `${below}x600` } };
};
var CERTIFICATES = [
  expires("client", "warning", 604800),
  expires("client", "critical", 86400),
  expires("server", "warning", 604800),
  expires("server", "critical", 86400),
  { alert: "KubeletServerCertificateExpiration", what: "not of a kubelet that has none", fires: { [kubelet3("kubelet_certificate_manager_server_ttl_seconds")]: "60x600" }, quiet: { [kubelet3("kubelet_certificate_manager_server_ttl_seconds")]: "Inf ".repeat(40) } },
  flag("KubeletClientCertificateRenewalErrors", kubelet3("kubelet_certificate_manager_client_expiration_renew_errors"), GROWS, "5x600"),
  flag("KubeletServerCertificateRenewalErrors", kubelet3("kubelet_server_expiration_renew_errors"), GROWS, "5x600")
];
var KUBELET2 = [...STATUS, ...TARGETS, ...EVICTIONS2, ...WORK, ...CERTIFICATES];

// test/monitoring-mixin/cases/nodes-filesystems.ts
var of2 = (name2, pod, more) => node(`node_filesystem_${name2}`, `instance="10.0.0.1:9100",node="a",namespace="monitoring",pod="node-exporter-${pod}",${more}`);
var ROOT = 'device="/dev/sda1",fstype="ext4",mountpoint="/"';
var filesystem = (values, { free = "avail_bytes", of: whole = "size_bytes", size = "100000x700", readonly = OFF, disk = ROOT, pod = "x1" } = {}) => ({
  [of2(free, pod, disk)]: values,
  [of2(whole, pod, disk)]: size,
  [of2("readonly", pod, disk)]: readonly
});
var INODES2 = { free: "files_free", of: "files" };
var level = (severity) => ({ severity, count: 1 });
var SPACE3 = [
  { alert: "NodeFilesystemAlmostOutOfSpace", ...level("warning"), fires: filesystem("4900x600"), quiet: filesystem("5100x600") },
  { alert: "NodeFilesystemAlmostOutOfSpace", ...level("critical"), fires: filesystem("2900x600"), quiet: filesystem("3100x600") },
  { alert: "NodeFilesystemAlmostOutOfSpace", severity: "warning", what: "not before half an hour", at: "60m", fires: filesystem("9000x20 4000x600"), quiet: filesystem("9000x40 4000x600") },
  { alert: "NodeFilesystemAlmostOutOfSpace", severity: "critical", what: "not if it is read-only", fires: filesystem("0x600"), quiet: filesystem("0x600", { readonly: ON }) },
  {
    alert: "NodeFilesystemAlmostOutOfSpace",
    severity: "warning",
    what: "not of what is in memory",
    fires: filesystem("0x600", { disk: 'device="/dev/nvme0n1p1",fstype="xfs",mountpoint="/var/lib/kubelet"' }),
    quiet: { ...filesystem("0x600", { disk: 'device="tmpfs",fstype="tmpfs",mountpoint="/run"' }), ...filesystem("0x600", { disk: 'device="/dev/sdb",fstype="ext4",mountpoint="/var/lib/kubelet/pods/1"' }) }
  },
  {
    alert: "NodeFilesystemAlmostOutOfSpace",
    severity: "warning",
    what: "a failed scrape does not start it again",
    count: 1,
    at: "45m",
    fires: filesystem("4000x25 stale 4000x600"),
    quiet: filesystem("9000x600")
  },
  {
    alert: "NodeFilesystemAlmostOutOfSpace",
    severity: "warning",
    what: "a replaced exporter does not start it again",
    count: 1,
    at: "45m",
    fires: {
      ...filesystem("4000x25 stale", { size: "100000x25 stale", readonly: "0x25 stale" }),
      ...filesystem("_x28 4000x600", { size: "_x28 100000x600", readonly: "_x28 0x600", pod: "x2" })
    },
    quiet: filesystem("9000x600")
  },
  {
    alert: "NodeFilesystemAlmostOutOfSpace",
    severity: "warning",
    what: "one for each mount point",
    count: 2,
    fires: { ...filesystem("4000x600"), ...filesystem("4000x600", { disk: 'device="/dev/sdb1",fstype="ext4",mountpoint="/data"' }) },
    quiet: { ...filesystem("9000x600"), ...filesystem("9000x600", { disk: 'device="/dev/sdb1",fstype="ext4",mountpoint="/data"' }) }
  }
];
var FORECASTS = [
  { alert: "NodeFilesystemSpaceFillingUp", ...level("warning"), what: "not without a trend", at: "8h", interval: "5m", fires: filesystem("30000-200x120"), quiet: filesystem("10800x600") },
  { alert: "NodeFilesystemSpaceFillingUp", ...level("warning"), what: "not as long as the kubelet removes images", at: "8h", interval: "5m", fires: filesystem("30000-200x120"), quiet: filesystem("45000-200x120") },
  { alert: "NodeFilesystemSpaceFillingUp", ...level("warning"), what: "not if it takes longer than a day", at: "8h", interval: "5m", fires: filesystem("18000-50x120"), quiet: filesystem("13000-25x120") },
  { alert: "NodeFilesystemSpaceFillingUp", ...level("critical"), what: "not if it takes longer than four hours", at: "9h", interval: "5m", fires: filesystem("36500-300x120"), quiet: filesystem("22000-125x120") },
  { alert: "NodeFilesystemSpaceFillingUp", ...level("critical"), what: "not above a tenth", at: "4h", interval: "5m", fires: filesystem("22000-350x120"), quiet: filesystem("28400-350x120") },
  { alert: "NodeFilesystemSpaceFillingUp", severity: "warning", what: "not if it is read-only", at: "8h", interval: "5m", fires: filesystem("30000-200x120"), quiet: filesystem("30000-200x120", { readonly: ON }) },
  {
    alert: "NodeFilesystemSpaceFillingUp",
    severity: "warning",
    what: "what a replaced exporter said does not hide it",
    count: 1,
    at: "5h",
    interval: "5m",
    fires: {
      ...filesystem("14000x24 stale", { size: "100000x24 stale", readonly: "0x24 stale" }),
      ...filesystem("_x25 14000-100x120", { size: "_x25 100000x600", readonly: "_x25 0x600", pod: "x2" })
    },
    quiet: {
      ...filesystem("14000x24 stale", { size: "100000x24 stale", readonly: "0x24 stale" }),
      ...filesystem("_x25 14000x600", { size: "_x25 100000x600", readonly: "_x25 0x600", pod: "x2" })
    }
  },
  { alert: "NodeFilesystemFilesFillingUp", ...level("warning"), at: "8h", interval: "5m", fires: filesystem("60000-300x120", INODES2), quiet: filesystem("31200x600", INODES2) },
  { alert: "NodeFilesystemFilesFillingUp", ...level("warning"), what: "not above 40%", at: "4h", interval: "5m", fires: filesystem("50000-300x120", INODES2), quiet: filesystem("60000-300x120", INODES2) },
  { alert: "NodeFilesystemFilesFillingUp", ...level("critical"), what: "not above 20%", at: "4h", interval: "5m", fires: filesystem("45000-750x120", INODES2), quiet: filesystem("65000-750x120", INODES2) },
  { alert: "NodeFilesystemAlmostOutOfFiles", ...level("warning"), fires: filesystem("4900x600", INODES2), quiet: filesystem("5100x600", INODES2) },
  { alert: "NodeFilesystemAlmostOutOfFiles", ...level("critical"), fires: filesystem("2900x600", INODES2), quiet: filesystem("3100x600", INODES2) },
  {
    alert: "NodeFilesystemAlmostOutOfFiles",
    severity: "critical",
    what: "not of a file system that has no inodes",
    fires: filesystem("0x600", INODES2),
    quiet: filesystem("0x600", { ...INODES2, size: "0x600", disk: 'device="/dev/sda2",fstype="vfat",mountpoint="/boot/efi"' })
  }
];
var FILESYSTEMS2 = [...SPACE3, ...FORECASTS];

// test/monitoring-mixin/cases/nodes.ts
var target = (pod, name2 = "a") => `instance="10.0.0.1:9100",node="${name2}",namespace="monitoring",pod="node-exporter-${pod}",service="node-exporter"`;
var I = target("x1");
var of3 = (metric2, labels2 = "") => node(metric2, labels2 === "" ? I : `${I},${labels2}`);
var ETH = 'device="eth0"';
var cpu = (idle, more = I) => ({
  [node("node_cpu_seconds_total", `${more},cpu="0",mode="idle"`)]: `0+${idle}x600`,
  [node("node_cpu_seconds_total", `${more},cpu="0",mode="user"`)]: `0+${60 - idle}x600`
});
var errors2 = (direction, count, device = "eth0") => ({
  [of3(`node_network_${direction}_errs_total`, `device="${device}"`)]: `0+${count}x600`,
  [of3(`node_network_${direction}_packets_total`, `device="${device}"`)]: "0+1000x600"
});
var CLOCK = [
  flag("NodeClockSkewDetected", of3("node_timex_offset_seconds"), "0.06x600", "0.04x600"),
  { alert: "NodeClockSkewDetected", what: "behind", fires: { [of3("node_timex_offset_seconds")]: "-0.06x600" }, quiet: { [of3("node_timex_offset_seconds")]: "-0.04x600" } },
  {
    alert: "NodeClockSkewDetected",
    what: "not while it is corrected",
    fires: { [of3("node_timex_offset_seconds")]: "0.1+0.001x600" },
    quiet: { [of3("node_timex_offset_seconds")]: "0.9-0.01x80" }
  },
  {
    alert: "NodeClockSkewDetected",
    what: "behind, not while it is corrected",
    fires: { [of3("node_timex_offset_seconds")]: "-0.1-0.001x600" },
    quiet: { [of3("node_timex_offset_seconds")]: "-0.9+0.01x80" }
  },
  {
    alert: "NodeClockNotSynchronising",
    fires: { [of3("node_timex_sync_status")]: OFF, [of3("node_timex_maxerror_seconds")]: "16x600" },
    quiet: { [of3("node_timex_sync_status")]: ON, [of3("node_timex_maxerror_seconds")]: "16x600" }
  },
  {
    alert: "NodeClockNotSynchronising",
    what: "not as long as the error is small",
    fires: { [of3("node_timex_sync_status")]: OFF, [of3("node_timex_maxerror_seconds")]: "16x600" },
    quiet: { [of3("node_timex_sync_status")]: OFF, [of3("node_timex_maxerror_seconds")]: "15x600" }
  }
];
var LOAD = [
  { alert: "NodeCPUHighUsage", count: 1, fires: cpu(3), quiet: cpu(7) },
  {
    alert: "NodeCPUHighUsage",
    what: "of each cluster",
    count: 2,
    fires: { ...cpu(3, `${I},cluster="eu"`), ...cpu(3, `${I},cluster="us"`) },
    quiet: { ...cpu(30, `${I},cluster="eu"`), ...cpu(30, `${I},cluster="us"`) }
  },
  { alert: "NodeCPUHighUsage", what: "without the label node", fires: cpu(3, 'instance="10.0.0.1:9100"'), quiet: cpu(7, 'instance="10.0.0.1:9100"') },
  { alert: "NodeSystemSaturation", count: 1, fires: { ...cpu(30), [of3("node_load1")]: "3x600" }, quiet: { ...cpu(30), [of3("node_load1")]: "1x600" } },
  share3("NodeMemoryHighUtilization", of3("node_memory_MemAvailable_bytes"), of3("node_memory_MemTotal_bytes"), 9, 11),
  {
    alert: "NodeMemoryHighUtilization",
    what: "a replaced exporter does not start it again",
    count: 1,
    at: "28m",
    fires: {
      [node("node_memory_MemAvailable_bytes", target("x1"))]: "5x20 stale",
      [node("node_memory_MemTotal_bytes", target("x1"))]: "100x20 stale",
      [node("node_memory_MemAvailable_bytes", target("x2"))]: "_x22 5x100",
      [node("node_memory_MemTotal_bytes", target("x2"))]: "_x22 100x100"
    },
    quiet: { [of3("node_memory_MemAvailable_bytes")]: "50x20 5x20", [of3("node_memory_MemTotal_bytes")]: "100x600" }
  },
  flag("NodeMemoryMajorPagesFaults", of3("node_vmstat_pgmajfault"), "0+36000x600", "0+24000x600"),
  flag("NodeDiskIOSaturation", of3("node_disk_io_time_weighted_seconds_total", 'device="sda"'), "0+660x600", "0+540x600"),
  {
    alert: "NodeDiskIOSaturation",
    what: "not of a file that looks like a disk",
    fires: { [of3("node_disk_io_time_weighted_seconds_total", 'device="nvme0n1"')]: "0+660x600" },
    quiet: { [of3("node_disk_io_time_weighted_seconds_total", 'device="loop0"')]: "0+660x600" }
  }
];
var FLAPS2 = "1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0";
var NETWORK = [
  { alert: "NodeNetworkReceiveErrs", count: 1, at: "90m", fires: errors2("receive", 11), quiet: errors2("receive", 9) },
  { alert: "NodeNetworkReceiveErrs", what: "not of pods", at: "90m", fires: errors2("receive", 11, "ens5"), quiet: errors2("receive", 11, "veth12ab") },
  { alert: "NodeNetworkTransmitErrs", count: 1, at: "90m", fires: errors2("transmit", 11), quiet: errors2("transmit", 9) },
  {
    alert: "NodeNetworkInterfaceFlapping",
    what: "but not if the link is lost once",
    at: "20m",
    fires: { [of3("node_network_up", ETH)]: FLAPS2 },
    quiet: { [of3("node_network_up", ETH)]: "1x10 0x3 1x600" }
  },
  { alert: "NodeNetworkInterfaceFlapping", what: "at scrapes every two minutes", at: "40m", interval: "2m", fires: { [of3("node_network_up", ETH)]: FLAPS2 }, quiet: { [of3("node_network_up", ETH)]: ON } },
  { alert: "NodeNetworkInterfaceFlapping", what: "not of pods", at: "20m", fires: { [of3("node_network_up", ETH)]: FLAPS2 }, quiet: { [of3("node_network_up", 'device="cali1234"')]: FLAPS2 } },
  share3("NodeHighNumberConntrackEntriesUsed", of3("node_nf_conntrack_entries"), of3("node_nf_conntrack_entries_limit"), 76, 74),
  {
    alert: "NodeBondingDegraded",
    count: 1,
    fires: { [of3("node_bonding_slaves", 'master="bond0"')]: "2x600", [of3("node_bonding_active", 'master="bond0"')]: "1x600" },
    quiet: { [of3("node_bonding_slaves", 'master="bond0"')]: "2x600", [of3("node_bonding_active", 'master="bond0"')]: "2x600" }
  }
];
var raid = (active, failed, spare) => ({
  [of3("node_md_disks_required", 'device="md0"')]: "2x600",
  [of3("node_md_disks", 'device="md0",state="active"')]: `${active}x600`,
  [of3("node_md_disks", 'device="md0",state="failed"')]: `${failed}x600`,
  [of3("node_md_disks", 'device="md0",state="spare"')]: `${spare}x600`
});
var files = (allocated) => ({ [of3("node_filefd_allocated")]: `${allocated}x600`, [of3("node_filefd_maximum")]: "100x600" });
var HEALTH = [
  { alert: "NodeFileDescriptorLimit", severity: "warning", count: 1, fires: files(71), quiet: files(69) },
  { alert: "NodeFileDescriptorLimit", severity: "critical", count: 1, fires: files(91), quiet: files(89) },
  { alert: "NodeRAIDDegraded", count: 1, fires: raid(1, 1, 0), quiet: raid(2, 0, 1) },
  { alert: "NodeRAIDDegraded", what: "not if a spare disk took over", fires: raid(1, 0, 0), quiet: raid(2, 1, 0) },
  { alert: "NodeRAIDDiskFailure", count: 1, fires: raid(2, 1, 0), quiet: raid(2, 0, 1) },
  flag("NodeTextFileCollectorScrapeError", of3("node_textfile_scrape_error")),
  {
    alert: "NodeSystemdServiceFailed",
    count: 1,
    fires: {
      [of3("node_systemd_unit_state", 'name="kubelet.service",state="failed",type="notify"')]: ON,
      [of3("node_systemd_unit_state", 'name="kubelet.service",state="active",type="notify"')]: OFF
    },
    quiet: {
      [of3("node_systemd_unit_state", 'name="kubelet.service",state="failed",type="notify"')]: OFF,
      [of3("node_systemd_unit_state", 'name="kubelet.service",state="active",type="notify"')]: ON
    }
  },
  flag("NodeSystemdServiceCrashlooping", of3("node_systemd_service_restart_total", 'name="chronyd.service"'), "0+1x600", "0 1x600")
];
var NODES2 = [...FILESYSTEMS2, ...CLOCK, ...LOAD, ...NETWORK, ...HEALTH];

// test/monitoring-mixin/cases/operator.ts
var OPERATOR2 = [
  flag("OperatorAbsent", operator("up"), OFF, ON),
  growth("OperatorApiErrors", operator("prometheus_operator_list_operations_failed_total", 'controller="prometheus"'), operator("prometheus_operator_list_operations_total", 'controller="prometheus"'), 410, 390),
  growth("OperatorReconcileFailing", operator("prometheus_operator_reconcile_errors_total", 'controller="prometheus"'), operator("prometheus_operator_reconcile_operations_total", 'controller="prometheus"'), 110, 90),
  flag("OperatorSyncFailed", operator("prometheus_operator_syncs", 'controller="prometheus",status="failed"')),
  flag("OperatorRejectedResources", operator("prometheus_operator_managed_resources", 'controller="prometheus",resource="ServiceMonitor",state="rejected"')),
  { alert: "OperatorNodeAddressLookupFailed", at: "20m", fires: { [operator("prometheus_operator_node_address_lookup_errors_total")]: "0x15 1x600" }, quiet: { [operator("prometheus_operator_node_address_lookup_errors_total")]: "7x600" } },
  { alert: "OperatorNodeSyncFailed", fires: { [operator("prometheus_operator_node_syncs_failed_total", 'resource="endpoints"')]: GROWS }, quiet: { [operator("prometheus_operator_node_syncs_failed_total", 'resource="endpoints"')]: "7x600" } },
  flag("OperatorNotReady", operator("prometheus_operator_ready", 'controller="prometheus"'), OFF, ON)
];

// test/monitoring-mixin/cases/prometheus.ts
var counter = (alert, metric2, labels2 = "", at = "1h") => ({ alert, fires: { [prometheus(metric2, labels2)]: GROWS }, quiet: { [prometheus(metric2, labels2)]: "7x600" }, at });
var PROMETHEUS2 = [
  flag("PrometheusConfigReloadFailed", prometheus("prometheus_config_last_reload_successful"), OFF, ON),
  {
    alert: "PrometheusNotIngesting",
    fires: { [prometheus("prometheus_tsdb_head_samples_appended_total", 'type="float"')]: "9x600", [prometheus("prometheus_target_metadata_cache_entries", 'scrape_job="a"')]: "5x600" },
    quiet: { [prometheus("prometheus_tsdb_head_samples_appended_total", 'type="float"')]: GROWS, [prometheus("prometheus_target_metadata_cache_entries", 'scrape_job="a"')]: "5x600" }
  },
  counter("PrometheusDiscoveryFailing", "prometheus_sd_refresh_failures_total", 'mechanism="dns"'),
  counter("PrometheusKubernetesDiscoveryFailing", "prometheus_sd_kubernetes_failures_total"),
  counter("PrometheusTargetSyncFailing", "prometheus_target_sync_failed_total", 'scrape_job="a"'),
  {
    alert: "PrometheusNotificationQueueFilling",
    fires: { [prometheus("prometheus_notifications_queue_length")]: "0+500x600", [prometheus("prometheus_notifications_queue_capacity")]: "10000x600" },
    quiet: { [prometheus("prometheus_notifications_queue_length")]: "5x600", [prometheus("prometheus_notifications_queue_capacity")]: "10000x600" }
  },
  growth("PrometheusAlertsNotSent", prometheus("prometheus_notifications_errors_total", 'alertmanager="a"'), prometheus("prometheus_notifications_sent_total", 'alertmanager="a"'), 40, 20),
  {
    alert: "PrometheusAlertsNotSent",
    what: "to one of two is enough",
    fires: {
      [prometheus("prometheus_notifications_errors_total", 'alertmanager="a"')]: "0+40x600",
      [prometheus("prometheus_notifications_sent_total", 'alertmanager="a"')]: "0+1000x600",
      [prometheus("prometheus_notifications_errors_total", 'alertmanager="b"')]: "0+40x600",
      [prometheus("prometheus_notifications_sent_total", 'alertmanager="b"')]: "0+1000x600"
    },
    quiet: {
      [prometheus("prometheus_notifications_errors_total", 'alertmanager="a"')]: "0+900x600",
      [prometheus("prometheus_notifications_sent_total", 'alertmanager="a"')]: "0+1000x600",
      [prometheus("prometheus_notifications_errors_total", 'alertmanager="b"')]: "0x600",
      [prometheus("prometheus_notifications_sent_total", 'alertmanager="b"')]: "0+1000x600"
    }
  },
  flag("PrometheusNoAlertmanager", prometheus("prometheus_notifications_alertmanagers_discovered"), OFF, ON),
  counter("PrometheusDatabaseFailing", "prometheus_tsdb_compactions_failed_total", "", "9h"),
  counter("PrometheusWalCorrupted", "prometheus_tsdb_wal_corruptions_total"),
  counter("PrometheusDuplicateSamples", "prometheus_target_scrapes_sample_duplicate_timestamp_total"),
  counter("PrometheusOutOfOrderSamples", "prometheus_target_scrapes_sample_out_of_order_total"),
  growth("PrometheusRemoteWriteFailing", prometheus("prometheus_remote_storage_samples_failed_total", 'remote_name="a",url="https://a"'), prometheus("prometheus_remote_storage_samples_total", 'remote_name="a",url="https://a"'), 20, 5),
  {
    alert: "PrometheusRemoteWriteBehind",
    fires: { [prometheus("prometheus_remote_storage_highest_timestamp_in_seconds")]: "200+60x600", [prometheus("prometheus_remote_storage_queue_highest_sent_timestamp_seconds", 'remote_name="a",url="https://a"')]: "0+60x600" },
    quiet: { [prometheus("prometheus_remote_storage_highest_timestamp_in_seconds")]: "100+60x600", [prometheus("prometheus_remote_storage_queue_highest_sent_timestamp_seconds", 'remote_name="a",url="https://a"')]: "0+60x600" }
  },
  {
    alert: "PrometheusRemoteWriteShardsShort",
    fires: { [prometheus("prometheus_remote_storage_shards_desired", 'url="https://a"')]: "60x600", [prometheus("prometheus_remote_storage_shards_max", 'url="https://a"')]: "50x600" },
    quiet: { [prometheus("prometheus_remote_storage_shards_desired", 'url="https://a"')]: "40x600", [prometheus("prometheus_remote_storage_shards_max", 'url="https://a"')]: "50x600" }
  },
  counter("PrometheusRuleFailures", "prometheus_rule_evaluation_failures_total", 'rule_group="a"'),
  counter("PrometheusRulesMissed", "prometheus_rule_group_iterations_missed_total", 'rule_group="a"'),
  counter("PrometheusScrapeLimitHit", "prometheus_target_scrapes_exceeded_sample_limit_total"),
  counter("PrometheusScrapeLimitHit", "prometheus_target_scrape_pool_exceeded_target_limit_total"),
  share3("PrometheusQueriesBusy", prometheus("prometheus_engine_queries"), prometheus("prometheus_engine_queries_concurrent_max"), 90, 70),
  flag("PrometheusManySeries", prometheus("prometheus_tsdb_head_series"), "6000000x600", "4000000x600"),
  {
    alert: "TargetsDown",
    fires: { 'up{job="shop",namespace="shop",instance="a"}': OFF, 'up{job="shop",namespace="shop",instance="b"}': ON },
    quiet: { 'up{job="shop",namespace="shop",instance="a"}': ON, 'up{job="shop",namespace="shop",instance="b"}': ON }
  },
  {
    alert: "InfoInhibitor",
    fires: { 'ALERTS{alertname="A",severity="info",alertstate="firing",namespace="shop"}': ON },
    quiet: { 'ALERTS{alertname="A",severity="info",alertstate="firing",namespace="shop"}': ON, 'ALERTS{alertname="B",severity="warning",alertstate="firing",namespace="shop"}': ON }
  },
  flag("ConfigReloaderFailing", prometheus("reloader_last_reload_successful", 'container="config-reloader"'), OFF, ON)
];

// test/monitoring-mixin/cases/resources.ts
var requested = (resource, amount) => ({
  [ksm2("kube_pod_container_resource_requests", `${CONTAINER},resource="${resource}"`)]: amount,
  [ksm2("kube_pod_status_phase", `${POD3},phase="Running"`)]: ON,
  [ksm2("kube_node_status_allocatable", `node="a",resource="${resource}"`)]: "4x600",
  [ksm2("kube_node_status_allocatable", `node="b",resource="${resource}"`)]: "4x600"
});
var QUOTA = 'namespace="shop",resourcequota="q",resource="cpu"';
var quota = (used) => ({ [ksm2("kube_resourcequota", `${QUOTA},type="used"`)]: `${used}x600`, [ksm2("kube_resourcequota", `${QUOTA},type="hard"`)]: "100x600" });
var RESOURCES2 = [
  { alert: "CpuOvercommitted", fires: requested("cpu", "5x600"), quiet: requested("cpu", "3x600") },
  { alert: "MemoryOvercommitted", fires: requested("memory", "5x600"), quiet: requested("memory", "3x600") },
  { alert: "QuotaAlmostUsed", fires: quota(95), quiet: quota(89) },
  { alert: "QuotaAlmostUsed", what: "used up is another alert", fires: quota(91), quiet: quota(100) },
  { alert: "QuotaUsedUp", fires: quota(100), quiet: quota(99) },
  growth("ContainerCpuThrottled", cadvisor("container_cpu_cfs_throttled_periods_total", CONTAINER), cadvisor("container_cpu_cfs_periods_total", CONTAINER), 260, 240),
  share3("ContainerMemoryNearLimit", cadvisor("container_memory_working_set_bytes", CONTAINER), ksm2("kube_pod_container_resource_limits", `${CONTAINER},resource="memory"`), 96, 94)
];

// test/monitoring-mixin/cases/storage.ts
var CLAIM = 'namespace="shop",persistentvolumeclaim="data"';
var STORAGE2 = [
  share3("VolumeAlmostFull", kubelet2("kubelet_volume_stats_available_bytes", CLAIM), kubelet2("kubelet_volume_stats_capacity_bytes", CLAIM), 2, 4),
  {
    alert: "VolumeWillBeFull",
    at: "8h",
    fires: { [kubelet2("kubelet_volume_stats_available_bytes", CLAIM)]: "20000-20x600", [kubelet2("kubelet_volume_stats_capacity_bytes", CLAIM)]: "100000x600" },
    quiet: { [kubelet2("kubelet_volume_stats_available_bytes", CLAIM)]: "12000x600", [kubelet2("kubelet_volume_stats_capacity_bytes", CLAIM)]: "100000x600" }
  },
  share3("VolumeInodesAlmostUsed", kubelet2("kubelet_volume_stats_inodes_free", CLAIM), kubelet2("kubelet_volume_stats_inodes", CLAIM), 2, 4),
  {
    alert: "VolumeInodesWillBeUsed",
    at: "8h",
    fires: { [kubelet2("kubelet_volume_stats_inodes_free", CLAIM)]: "20000-20x600", [kubelet2("kubelet_volume_stats_inodes", CLAIM)]: "100000x600" },
    quiet: { [kubelet2("kubelet_volume_stats_inodes_free", CLAIM)]: "12000x600", [kubelet2("kubelet_volume_stats_inodes", CLAIM)]: "100000x600" }
  },
  flag("PersistentVolumeFailed", ksm2("kube_persistentvolume_status_phase", 'persistentvolume="pv",phase="Failed"')),
  flag("PersistentVolumeClaimPending", ksm2("kube_persistentvolumeclaim_status_phase", `${CLAIM},phase="Pending"`))
];

// test/monitoring-mixin/cases/workloads.ts
var DEPLOYMENT = 'namespace="shop",deployment="web"';
var STATEFUL_SET = 'namespace="shop",statefulset="db"';
var DAEMON_SET = 'namespace="shop",daemonset="agent"';
var HPA = 'namespace="shop",horizontalpodautoscaler="web"';
var PDB = 'namespace="shop",poddisruptionbudget="web"';
var JOB = 'namespace="shop",job_name="report"';
var WORKLOADS2 = [
  flag("PodCrashLooping", ksm2("kube_pod_container_status_waiting_reason", `${CONTAINER},uid="u",reason="CrashLoopBackOff"`)),
  flag("PodNotReady", ksm2("kube_pod_status_phase", `${POD3},uid="u",phase="Pending"`)),
  {
    alert: "PodNotReady",
    what: "of a Job",
    fires: { [ksm2("kube_pod_status_phase", `${POD3},phase="Failed"`)]: ON, [ksm2("kube_pod_owner", `${POD3},owner_kind="ReplicaSet",owner_name="web"`)]: ON },
    quiet: { [ksm2("kube_pod_status_phase", `${POD3},phase="Failed"`)]: ON, [ksm2("kube_pod_owner", `${POD3},owner_kind="Job",owner_name="web"`)]: ON }
  },
  flag("PodImagePullFailing", ksm2("kube_pod_container_status_waiting_reason", `${CONTAINER},reason="ImagePullBackOff"`)),
  flag("ContainerWaiting", ksm2("kube_pod_container_status_waiting_reason", `${CONTAINER},reason="CreateContainerConfigError"`)),
  {
    alert: "ContainerOutOfMemory",
    at: "30m",
    fires: { [ksm2("kube_pod_container_status_restarts_total", CONTAINER)]: "0x25 1 2x600", [ksm2("kube_pod_container_status_last_terminated_reason", `${CONTAINER},reason="OOMKilled"`)]: ON },
    quiet: { [ksm2("kube_pod_container_status_restarts_total", CONTAINER)]: "2x600", [ksm2("kube_pod_container_status_last_terminated_reason", `${CONTAINER},reason="OOMKilled"`)]: ON }
  },
  flag("DeploymentRolloutStuck", ksm2("kube_deployment_status_condition", `${DEPLOYMENT},condition="Progressing",status="false"`)),
  differ("DeploymentReplicasMismatch", ksm2("kube_deployment_spec_replicas", DEPLOYMENT), ksm2("kube_deployment_status_replicas_available", DEPLOYMENT), { [ksm2("kube_deployment_status_replicas_updated", DEPLOYMENT)]: "3x600" }),
  {
    alert: "DeploymentReplicasMismatch",
    what: "while it moves",
    fires: { [ksm2("kube_deployment_spec_replicas", DEPLOYMENT)]: "3x600", [ksm2("kube_deployment_status_replicas_available", DEPLOYMENT)]: "2x600", [ksm2("kube_deployment_status_replicas_updated", DEPLOYMENT)]: "1x600" },
    quiet: { [ksm2("kube_deployment_spec_replicas", DEPLOYMENT)]: "300x600", [ksm2("kube_deployment_status_replicas_available", DEPLOYMENT)]: "200x600", [ksm2("kube_deployment_status_replicas_updated", DEPLOYMENT)]: GROWS }
  },
  differ("DeploymentGenerationMismatch", ksm2("kube_deployment_metadata_generation", DEPLOYMENT), ksm2("kube_deployment_status_observed_generation", DEPLOYMENT)),
  differ("StatefulSetReplicasMismatch", ksm2("kube_statefulset_replicas", STATEFUL_SET), ksm2("kube_statefulset_status_replicas_ready", STATEFUL_SET), { [ksm2("kube_statefulset_status_replicas_updated", STATEFUL_SET)]: "3x600" }),
  differ("StatefulSetGenerationMismatch", ksm2("kube_statefulset_metadata_generation", STATEFUL_SET), ksm2("kube_statefulset_status_observed_generation", STATEFUL_SET)),
  differ("StatefulSetRolloutStuck", ksm2("kube_statefulset_replicas", STATEFUL_SET), ksm2("kube_statefulset_status_replicas_updated", STATEFUL_SET), {
    [ksm2("kube_statefulset_status_current_revision", `${STATEFUL_SET},revision="a"`)]: ON,
    [ksm2("kube_statefulset_status_update_revision", `${STATEFUL_SET},revision="b"`)]: ON
  }),
  differ("DaemonSetRolloutStuck", ksm2("kube_daemonset_status_desired_number_scheduled", DAEMON_SET), ksm2("kube_daemonset_status_number_available", DAEMON_SET), { [ksm2("kube_daemonset_status_updated_number_scheduled", DAEMON_SET)]: "3x600" }),
  differ("DaemonSetNotScheduled", ksm2("kube_daemonset_status_desired_number_scheduled", DAEMON_SET), ksm2("kube_daemonset_status_current_number_scheduled", DAEMON_SET)),
  flag("DaemonSetMisscheduled", ksm2("kube_daemonset_status_number_misscheduled", DAEMON_SET)),
  flag("JobFailed", ksm2("kube_job_failed", `${JOB},condition="true"`)),
  {
    alert: "JobSlow",
    at: "13h",
    fires: { [ksm2("kube_job_status_start_time", JOB)]: "0x800", [ksm2("kube_job_status_active", JOB)]: "1x800" },
    quiet: { [ksm2("kube_job_status_start_time", JOB)]: "0x800", [ksm2("kube_job_status_active", JOB)]: "0x800" }
  },
  {
    alert: "CronJobNotScheduled",
    fires: { [ksm2("kube_cronjob_next_schedule_time", 'namespace="shop",cronjob="report"')]: "0x600", [ksm2("kube_cronjob_spec_suspend", 'namespace="shop",cronjob="report"')]: OFF },
    quiet: { [ksm2("kube_cronjob_next_schedule_time", 'namespace="shop",cronjob="report"')]: "0x600", [ksm2("kube_cronjob_spec_suspend", 'namespace="shop",cronjob="report"')]: ON },
    at: "2h"
  },
  {
    alert: "HorizontalPodAutoscalerAtMax",
    fires: { [ksm2("kube_horizontalpodautoscaler_status_current_replicas", HPA)]: "5x600", [ksm2("kube_horizontalpodautoscaler_spec_max_replicas", HPA)]: "5x600", [ksm2("kube_horizontalpodautoscaler_spec_min_replicas", HPA)]: "1x600" },
    quiet: { [ksm2("kube_horizontalpodautoscaler_status_current_replicas", HPA)]: "5x600", [ksm2("kube_horizontalpodautoscaler_spec_max_replicas", HPA)]: "5x600", [ksm2("kube_horizontalpodautoscaler_spec_min_replicas", HPA)]: "5x600" }
  },
  differ("HorizontalPodAutoscalerStuck", ksm2("kube_horizontalpodautoscaler_status_desired_replicas", HPA), ksm2("kube_horizontalpodautoscaler_status_current_replicas", HPA)),
  differ("PodDisruptionBudgetUnmet", ksm2("kube_poddisruptionbudget_status_desired_healthy", PDB), ksm2("kube_poddisruptionbudget_status_current_healthy", PDB)),
  {
    alert: "PodDisruptionBudgetNeverAllows",
    fires: { [ksm2("kube_poddisruptionbudget_status_expected_pods", PDB)]: "2x600", [ksm2("kube_poddisruptionbudget_status_desired_healthy", PDB)]: "2x600" },
    quiet: { [ksm2("kube_poddisruptionbudget_status_expected_pods", PDB)]: "3x600", [ksm2("kube_poddisruptionbudget_status_desired_healthy", PDB)]: "2x600" }
  }
];

// test/monitoring-mixin/alert-cases.ts
var ALERT_CASES = {
  "workloads": WORKLOADS2,
  "resources": RESOURCES2,
  "storage": STORAGE2,
  "disruptions": DISRUPTIONS2,
  "nodes": NODES2,
  "kubelet": KUBELET2,
  "apiserver": API_SERVER2,
  "services": SERVICES,
  "prometheus": PROMETHEUS2,
  "alertmanager": ALERTMANAGER2,
  "operator": OPERATOR2,
  "kube-state-metrics": KUBE_STATE_METRICS2
};

// test/support/zz-promtool.ts
var SETTLED_MINUTES = 25;
function settled(alert, severity) {
  const isMeant = (each) => each.alert === alert && (severity === void 0 || each.severity === severity);
  const waits = GROUPS.flatMap(({ alerts: alerts2 = [] }) => alerts2.filter(isMeant).map((each) => minutesOf(each.for ?? "0m")));
  return `${SETTLED_MINUTES + Math.min(...waits)}m`;
}
function minutesOf(duration) {
  return Number(duration.slice(0, -1)) * (duration.endsWith("h") ? 60 : 1);
}
function ruleTest({ alert, severity, count, at = settled(alert, severity), interval = "1m" }, name2, input, isFiring) {
  const firing = `count(ALERTS{alertname="${alert}",alertstate="firing"${severity === void 0 ? "" : `,severity="${severity}"`}})`;
  return {
    name: name2,
    interval,
    input_series: Object.entries(input).map(([series, values]) => ({ series, values })),
    promql_expr_test: [{ expr: count === void 0 ? `${firing} > bool 0` : firing, eval_time: at, exp_samples: isFiring ? [{ labels: "{}", value: count ?? 1 }] : [] }]
  };
}
var titleOf = ({ alert, what, severity }) => [severity === void 0 ? alert : `${alert} (${severity})`, ...what === void 0 ? [] : [what]].join(", ");
function rulesFor(cases, version) {
  return groupsFor(cases.map(({ alert }) => alert), allGroups(version).flatMap(({ groups }) => groups));
}
function failuresOf(group, version = "2.20.0") {
  const byInterval = /* @__PURE__ */ new Map();
  for (const each of ALERT_CASES[group].filter((c) => new RegExp(process.env.ONLY ?? "").test(c.alert))) {
    const interval = each.interval ?? "1m";
    byInterval.set(interval, [...byInterval.get(interval) ?? [], each]);
  }
  return [...byInterval].flatMap(([interval, cases]) => failuresIn(cases, interval, version));
}
function failuresIn(cases, interval, version) {
  const folder = (0, import_fs.mkdtempSync)((0, import_path.join)((0, import_os.tmpdir)(), "promtool-"));
  try {
    const groups = rulesFor(cases, version);
    (0, import_fs.writeFileSync)((0, import_path.join)(folder, "rules.yaml"), (0, import_yaml.stringify)({ groups }));
    const check = (0, import_child_process.spawnSync)("promtool", ["check", "rules", (0, import_path.join)(folder, "rules.yaml")], { encoding: "utf8" });
    if (check.status !== 0) {
      return [check.stdout + check.stderr];
    }
    const tests = cases.flatMap((each) => [
      ruleTest(each, `${titleOf(each)}: fires`, each.fires, true),
      ruleTest(each, `${titleOf(each)}: is quiet`, each.quiet, false)
    ]);
    (0, import_fs.writeFileSync)((0, import_path.join)(folder, "tests.yaml"), (0, import_yaml.stringify)({ rule_files: ["rules.yaml"], evaluation_interval: interval, group_eval_order: groups.map(({ name: name2 }) => name2), tests }));
    const { status, stdout, stderr } = (0, import_child_process.spawnSync)("promtool", ["test", "rules", (0, import_path.join)(folder, "tests.yaml")], { encoding: "utf8", maxBuffer: 1e8, timeout: 9e5 });
    if (status === 0) {
      return [];
    }
    const said = `${stdout}${stderr}`;
    const failed = tests.filter(({ promql_expr_test: [{ expr, eval_time, exp_samples }] }) => said.includes(`expr: ${JSON.stringify(expr)}, time: ${eval_time},
        exp: ${exp_samples.length > 0 ? "{}" : "nil"}`)).map(({ name: name2 }) => name2);
    return failed.length > 0 ? failed : [`promtool ended with ${status}: ${said}`];
  } finally {
    (0, import_fs.rmSync)(folder, { recursive: true });
  }
}

// test/support/zz-run.ts
console.log(failuresOf(process.argv[2]));
