// jsii-rosetta's Python, corrected where it does not run: names that are words of Python, keys of free objects, spread, and texts with
// values in them.
'use strict';
const path = require('node:path');
const { PythonVisitor, renderTree } = require('jsii-rosetta');
const ts = require('typescript');
const { ROOT } = require('./steps');

// not among what the package exports
const rosetta = (...names) => require(path.join(ROOT, 'node_modules', 'jsii-rosetta', 'lib', ...names));
const { OTree } = rosetta('o-tree.js');
const { analyzeStructType } = rosetta('jsii', 'jsii-utils.js');

/** Options of these names end with an underscore, as jsii names them. */
const RESERVED = new Set([
  'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del', 'elif', 'else', 'except', 'finally', 'for', 'from',
  'global', 'if', 'import', 'in', 'is', 'lambda', 'nonlocal', 'not', 'or', 'pass', 'raise', 'return', 'try', 'while', 'with', 'yield',
  'None', 'True', 'False',
]);
/** Members of lists and texts, which have other names in Python. */
const MEMBERS = { length: text => ['len(', text, ')'] };

const isBuiltIn = (type, checker) => checker.isArrayType(type) || checker.isTupleType(type) || (type.flags & ts.TypeFlags.StringLike) !== 0;
const text = tree => renderTree(tree);

function isStruct(node, context) {
  if (node === undefined || ts.isObjectLiteralExpression(node)) { return false; }
  const { typeChecker } = context;
  return analyzeStructType(typeChecker, typeChecker.getNonNullableType(typeChecker.getTypeAtLocation(node))) !== false;
}

/** In a variable that has no type. */
function isUntyped(node) {
  let outer = node.parent;
  const isPart = each => ts.isObjectLiteralExpression(each) || ts.isArrayLiteralExpression(each) || ts.isPropertyAssignment(each);
  while (isPart(outer)) { outer = outer.parent; }
  return ts.isVariableDeclaration(outer) && outer.type === undefined;
}

class Python extends PythonVisitor {
  identifier(node, context) {
    const named = super.identifier(node, context);
    return RESERVED.has(text(named)) ? new OTree([`${text(named)}_`]) : named;
  }

  /** A text with double quotes is easier to read in single ones. */
  stringLiteral(node, context) {
    return node.text.includes('"') && !/['\\\n]/.test(node.text) ? new OTree([`'${node.text}'`]) : super.stringLiteral(node, context);
  }

  /** Keys of untyped objects are data: they keep their case. */
  propertyAssignment(node, context) {
    const { renderObjectLiteralAsKeywords } = context.currentContext;
    if (renderObjectLiteralAsKeywords || ts.isComputedPropertyName(node.name)) { return super.propertyAssignment(node, context); }
    const value = context.updateContext({ inMap: false, tailPositionArgument: false }).convert(node.initializer);
    return new OTree([JSON.stringify(node.name.text), ': ', value], [], { canBreakLine: true });
  }

  shorthandPropertyAssignment(node, context) {
    if (context.currentContext.renderObjectLiteralAsKeywords) { return super.shorthandPropertyAssignment(node, context); }
    return new OTree([JSON.stringify(node.name.text), ': ', context.convert(node.name)], [], { canBreakLine: true });
  }

  /**
   * An untyped object is a dictionary, also as the last argument. An object whose type is only missing would become one by mistake, which
   * jsii rejects.
   */
  unknownTypeObjectLiteralExpression(node, context) {
    if (isUntyped(node)) {
      context.report(node, 'an object without a type: declare the type of its variable, or write it where it is used');
    }
    const own = context.updateContext({ tailPositionArgument: false, variadicArgument: false });
    return this.renderObjectLiteralExpression('{', '}', false, node, own);
  }

  renderObjectLiteralExpression(prefix, suffix, renderObjectLiteralAsKeywords, node, context) {
    const rendered = super.renderObjectLiteralExpression(prefix, suffix, renderObjectLiteralAsKeywords, node, context);
    return new OTree([rendered], [], { canBreakLine: true }); // an element of a list may begin a line
  }

  spreadElement(node, context) { return new OTree(['*', context.convert(node.expression)], [], { canBreakLine: true }); }

  propertyAccessExpression(node, context, submodule) {
    const owner = context.typeOfExpression(node.expression);
    if (owner === undefined || !isBuiltIn(owner, context.typeChecker)) { return super.propertyAccessExpression(node, context, submodule); }
    const member = MEMBERS[node.name.text];
    if (member === undefined) { context.report(node, `"${node.name.text}" of a list or text has no translation into Python`); }
    return new OTree(member?.(context.convert(node.expression)) ?? [context.textOf(node)]);
  }

  regularCallExpression(node, context) {
    const { expression, arguments: given } = node;
    if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== 'join') {
      return super.regularCallExpression(node, context);
    }
    return new OTree([context.convert(given[0]), '.join(', context.convert(expression.expression), ')']);
  }

  /** A value in a text is a program, too. */
  templateExpression(node, context) {
    const spans = node.templateSpans.flatMap(({ expression, literal }) => {
      const value = text(context.convert(expression)).replace(/"/g, "'");
      return [`{${value}}`, literal.rawText ?? literal.text];
    });
    return new OTree([`f"${[node.head.rawText ?? node.head.text, ...spans].join('').replace(/\n/g, '\\n')}"`]);
  }

  /** Only the last parameter becomes keywords: not an object for an earlier one, with which a call may end. */
  convertFunctionCallArguments(args, context, declarations) {
    const [last] = (args ?? []).slice(-1);
    const isEarlier = last !== undefined && declarations !== undefined && args.length < declarations.length;
    if (!isEarlier && isStruct(last, context)) {
      const reason = 'options that are no literal cannot be the last argument in Python, which has keywords there';
      context.report(last, `${reason}: add an optional parameter after them`);
    }
    if (!isEarlier) { return super.convertFunctionCallArguments(args, context, declarations); }
    const converted = context.convertWithModifier(args, ctx => ctx.updateContext({ variadicArgument: false, tailPositionArgument: false }));
    return new OTree([], converted, { separator: ', ', indent: 4 });
  }
}

/** The imports at the top: one of each module, each name once. */
function withImports(code) {
  const lines = code.split('\n');
  const found = new Map();
  const rest = lines.filter(line => {
    const [, module, names] = /^from (\S+) import (.+)$/.exec(line) ?? [];
    if (module === undefined) { return true; }
    found.set(module, [...new Set([...found.get(module) ?? [], ...names.split(', ')])].sort());
    return false;
  });
  return [...[...found].sort(([a], [b]) => a < b ? -1 : 1).map(([module, names]) => importOf(module, names)), ...rest].join('\n');
}

function importOf(module, names) {
  const line = `from ${module} import ${names.join(', ')}`;
  return line.length <= 120 ? line : `from ${module} import (\n${names.map(name => `    ${name},\n`).join('')})`;
}

module.exports = { Python, withImports };
