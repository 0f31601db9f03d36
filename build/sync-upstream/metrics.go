// Metrics that a Go program may register: those that are made in the packages that it imports. Reads sources alone, so that nothing is built.
// Standard input: {"modules": {import path: folder}, "roots": [import paths]}. Standard output: one metric a line, as JSON.
package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"
)

type input struct {
	Modules map[string]string `json:"modules"`
	Roots   []string          `json:"roots"`
}

type metric struct {
	Package    string              `json:"package"`
	At         string              `json:"at"`
	Name       string              `json:"name"`
	Type       string              `json:"type,omitempty"`
	Labels     []string            `json:"labels"`
	Optional   []string            `json:"optional,omitempty"`
	Values     map[string][]string `json:"values,omitempty"`
	Open       bool                `json:"open,omitempty"`
	Deprecated string              `json:"deprecated,omitempty"`
	OptIn      bool                `json:"optIn,omitempty"`
}

type unit struct {
	path    string
	files   []*ast.File
	names   []string
	globals map[string]global
	funcs   map[string][]*ast.FuncDecl
	calls   map[string][]call
	types   map[string]string // a description's variable or field: what is made of it
}

type global struct {
	file *ast.File
	expr ast.Expr
}

type call struct {
	file *ast.File
	decl *ast.FuncDecl
	expr *ast.CallExpr
}

// scope is what identifiers mean in a function: what is assigned to them, and what a caller passes.
type scope struct {
	unit   *unit
	file   *ast.File
	locals map[string][]ast.Expr
	args   map[string]bound
	depth  int
}

type bound struct {
	expr  ast.Expr
	scope *scope
}

var (
	modules map[string]string
	units   = map[string]*unit{}
	fset    = token.NewFileSet()
	context = func() build.Context {
		c := build.Default
		c.GOOS, c.GOARCH, c.CgoEnabled = "linux", "amd64", true
		return c
	}()
	found []metric
)

func folderOf(path string) string {
	best := ""
	for module := range modules {
		if (path == module || strings.HasPrefix(path, module+"/")) && len(module) > len(best) {
			best = module
		}
	}
	if best == "" {
		return ""
	}
	return filepath.Join(modules[best], strings.TrimPrefix(path, best))
}

func load(path string) *unit {
	if known, ok := units[path]; ok {
		return known
	}
	units[path] = nil
	folder := folderOf(path)
	entries, err := os.ReadDir(folder)
	if folder == "" || err != nil {
		return nil
	}
	u := &unit{path: path, globals: map[string]global{}, funcs: map[string][]*ast.FuncDecl{}, calls: map[string][]call{}, types: map[string]string{}}
	for _, entry := range entries {
		name := entry.Name()
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			continue
		}
		if matches, err := context.MatchFile(folder, name); err != nil || !matches {
			continue
		}
		file, err := parser.ParseFile(fset, filepath.Join(folder, name), nil, parser.SkipObjectResolution)
		if err != nil || file.Name.Name == "documentation" {
			continue
		}
		u.files = append(u.files, file)
		u.names = append(u.names, name)
	}
	units[path] = u
	for _, file := range u.files {
		u.index(file)
	}
	return u
}

func (u *unit) index(file *ast.File) {
	for _, decl := range file.Decls {
		switch d := decl.(type) {
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				values, ok := spec.(*ast.ValueSpec)
				if !ok {
					continue
				}
				for i, name := range values.Names {
					if i < len(values.Values) {
						u.globals[name.Name] = global{file, values.Values[i]}
					}
				}
				u.indexCalls(file, nil, spec)
			}
		case *ast.FuncDecl:
			u.funcs[d.Name.Name] = append(u.funcs[d.Name.Name], d)
			u.indexCalls(file, d, d)
		}
	}
}

func (u *unit) indexCalls(file *ast.File, decl *ast.FuncDecl, node ast.Node) {
	ast.Inspect(node, func(n ast.Node) bool {
		expr, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		name := lastName(expr.Fun)
		if name == "" {
			return true
		}
		u.calls[name] = append(u.calls[name], call{file, decl, expr})
		if strings.HasSuffix(name, "ConstMetric") || strings.HasSuffix(name, "ConstHistogram") || strings.HasSuffix(name, "ConstSummary") || name == "NewLazyMetricWithTimestamp" || name == "NewMetricWithTimestamp" {
			u.describe(name, expr)
		}
		return true
	})
}

// describe notes of which type a description is, from where its values are made.
func (u *unit) describe(name string, expr *ast.CallExpr) {
	if len(expr.Args) < 2 {
		return
	}
	desc := lastName(expr.Args[0])
	kind := valueType(lastName(expr.Args[1]))
	if strings.HasSuffix(name, "Histogram") {
		kind = "histogram"
	}
	if strings.HasSuffix(name, "Summary") {
		kind = "summary"
	}
	if before, known := u.types[desc]; known && before != kind {
		kind = ""
	}
	u.types[desc] = kind
}

func valueType(name string) string {
	switch name {
	case "CounterValue", "Counter":
		return "counter"
	case "GaugeValue", "Gauge", "StateSet", "Info":
		return "gauge"
	case "UntypedValue":
		return "untyped"
	}
	return ""
}

func lastName(expr ast.Expr) string {
	switch e := expr.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.IndexExpr:
		return lastName(e.X)
	case *ast.IndexListExpr:
		return lastName(e.X)
	case *ast.StarExpr:
		return lastName(e.X)
	case *ast.UnaryExpr:
		return lastName(e.X)
	case *ast.ParenExpr:
		return lastName(e.X)
	}
	return ""
}

var imported = map[*ast.File]map[string]string{}

func importsOf(file *ast.File) map[string]string {
	if known, ok := imported[file]; ok {
		return known
	}
	names := map[string]string{}
	for _, spec := range file.Imports {
		path, _ := strconv.Unquote(spec.Path.Value)
		if spec.Name != nil {
			names[spec.Name.Name] = path
			continue
		}
		parts := strings.Split(path, "/")
		name := parts[len(parts)-1]
		if len(parts) > 1 && majorVersion.MatchString(name) {
			name = parts[len(parts)-2]
		}
		names[name] = path
		if u, ok := units[path]; ok && u != nil && len(u.files) > 0 {
			names[u.files[0].Name.Name] = path
		}
	}
	imported[file] = names
	return names
}

var assigned = map[ast.Node]map[string][]ast.Expr{}

func newScope(u *unit, file *ast.File, node ast.Node) *scope {
	s := &scope{unit: u, file: file, locals: map[string][]ast.Expr{}, args: map[string]bound{}}
	if decl, isFunc := node.(*ast.FuncDecl); node == nil || isFunc && decl == nil {
		return s
	}
	if known, ok := assigned[node]; ok {
		for name, values := range known {
			s.locals[name] = values
		}
		return s
	}
	defer func() { // a copy: others add to their own
		known := map[string][]ast.Expr{}
		for name, values := range s.locals {
			known[name] = values
		}
		assigned[node] = known
	}()
	ast.Inspect(node, func(n ast.Node) bool {
		switch a := n.(type) {
		case *ast.AssignStmt:
			for i, left := range a.Lhs {
				name, ok := left.(*ast.Ident)
				if !ok {
					continue
				}
				if len(a.Lhs) == len(a.Rhs) {
					s.locals[name.Name] = append(s.locals[name.Name], a.Rhs[i])
				} else if i == 0 && len(a.Rhs) == 1 {
					s.locals[name.Name] = append(s.locals[name.Name], a.Rhs[0])
				}
			}
		case *ast.ValueSpec:
			for i, name := range a.Names {
				if i < len(a.Values) {
					s.locals[name.Name] = append(s.locals[name.Name], a.Values[i])
				}
			}
		}
		return true
	})
	return s
}

// text is the value of an expression that is a string.
func (s *scope) text(expr ast.Expr) (string, bool) {
	if s.depth > 40 {
		return "", false
	}
	s.depth++
	defer func() { s.depth-- }()
	switch e := expr.(type) {
	case *ast.BasicLit:
		if e.Kind == token.STRING {
			text, err := strconv.Unquote(e.Value)
			return text, err == nil
		}
		return e.Value, e.Kind == token.INT
	case *ast.ParenExpr:
		return s.text(e.X)
	case *ast.BinaryExpr:
		if e.Op != token.ADD {
			return "", false
		}
		left, ok := s.text(e.X)
		right, alsoOk := s.text(e.Y)
		return left + right, ok && alsoOk
	case *ast.Ident:
		if b, ok := s.args[e.Name]; ok {
			return b.scope.text(b.expr)
		}
		if all := s.locals[e.Name]; len(all) > 0 {
			return s.text(all[0])
		}
		if g, ok := s.unit.globals[e.Name]; ok {
			return newScope(s.unit, g.file, nil).deeper(s).text(g.expr)
		}
	case *ast.SelectorExpr:
		if u, g, ok := s.foreign(e); ok {
			return newScope(u, g.file, nil).deeper(s).text(g.expr)
		}
	case *ast.CallExpr:
		return s.calledText(e)
	}
	return "", false
}

func (s *scope) deeper(from *scope) *scope {
	s.depth = from.depth
	return s
}

func (s *scope) foreign(e *ast.SelectorExpr) (*unit, global, bool) {
	name, ok := e.X.(*ast.Ident)
	if !ok {
		return nil, global{}, false
	}
	path, ok := importsOf(s.file)[name.Name]
	if !ok {
		return nil, global{}, false
	}
	u := load(path)
	if u == nil {
		return nil, global{}, false
	}
	g, ok := u.globals[e.Sel.Name]
	return u, g, ok
}

func (s *scope) calledText(e *ast.CallExpr) (string, bool) {
	texts := make([]string, len(e.Args))
	all := true
	for i, arg := range e.Args {
		text, ok := s.text(arg)
		texts[i] = text
		all = all && ok
	}
	switch name := lastName(e.Fun); {
	case name == "BuildFQName" && len(texts) == 3:
		return fqName(texts[0], texts[1], texts[2]), all
	case name == "string" && len(texts) == 1, name == "String" && len(texts) == 1:
		return texts[0], all
	case name == "ReplaceAll" && len(texts) == 3:
		return strings.ReplaceAll(texts[0], texts[1], texts[2]), all
	case name == "ToLower" && len(texts) == 1:
		return strings.ToLower(texts[0]), all
	case name == "Sprintf" && len(texts) > 0 && all:
		values := make([]any, len(texts)-1)
		for i, text := range texts[1:] {
			values[i] = text
		}
		return fmt.Sprintf(strings.ReplaceAll(texts[0], "%d", "%s"), values...), true
	case name == "Join" && len(e.Args) == 2:
		list, ok, open := s.list(e.Args[0])
		return strings.Join(list, texts[1]), ok && !open
	}
	if id, isIdent := e.Fun.(*ast.Ident); isIdent {
		for _, decl := range s.unit.funcs[id.Name] {
			results := returned(decl)
			if len(results) != 1 || decl.Type.Params == nil {
				continue
			}
			inner := newScope(s.unit, s.fileOf(decl), decl).deeper(s)
			at := 0
			for _, group := range decl.Type.Params.List {
				for _, name := range group.Names {
					if at < len(e.Args) {
						inner.args[name.Name] = bound{e.Args[at], s}
					}
					at++
				}
			}
			return inner.text(results[0])
		}
	}
	return "", false
}

func fqName(parts ...string) string {
	kept := []string{}
	for _, part := range parts {
		if part != "" {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "_")
}

// list is the value of an expression that is a list of strings; open: there may be more.
func (s *scope) list(expr ast.Expr) (values []string, ok bool, open bool) {
	if s.depth > 40 {
		return nil, false, false
	}
	s.depth++
	defer func() { s.depth-- }()
	switch e := expr.(type) {
	case *ast.ParenExpr:
		return s.list(e.X)
	case *ast.UnaryExpr:
		return s.list(e.X)
	case *ast.CompositeLit:
		values, ok = []string{}, true
		for _, element := range e.Elts {
			if pair, isPair := element.(*ast.KeyValueExpr); isPair { // a map of constant labels
				element = pair.Key
			}
			text, known := s.text(element)
			if known {
				values = append(values, text)
			}
			ok = ok && known
		}
		return values, ok, false
	case *ast.Ident:
		if e.Name == "nil" {
			return []string{}, true, false
		}
		if b, found := s.args[e.Name]; found {
			return b.scope.list(b.expr)
		}
		if all := s.locals[e.Name]; len(all) > 0 {
			return s.united(all, e.Name)
		}
		if g, found := s.unit.globals[e.Name]; found {
			return newScope(s.unit, g.file, nil).deeper(s).list(g.expr)
		}
	case *ast.SelectorExpr:
		if u, g, found := s.foreign(e); found {
			return newScope(u, g.file, nil).deeper(s).list(g.expr)
		}
	case *ast.CallExpr:
		return s.calledList(e)
	case *ast.SliceExpr:
		return s.list(e.X)
	}
	return nil, false, false
}

func (s *scope) united(all []ast.Expr, name string) (values []string, ok bool, open bool) {
	ok = true
	counts := map[string]int{}
	shapes := 0
	for _, each := range all {
		grown := isGrowth(each, name)
		if grown {
			each = withoutSelf(each.(*ast.CallExpr), name)
		}
		list, known, more := s.list(each)
		ok, open = ok && known, open || more
		if made := lastName(each) == "" && isMake(each); made {
			continue
		}
		if !grown {
			shapes++
		}
		for _, label := range unique(list) {
			if grown && counts[label] == 0 {
				label = strings.TrimSuffix(label, "?") + "?"
			}
			counts[label]++
		}
	}
	for label, count := range counts {
		if count < shapes && shapes > 1 {
			label = strings.TrimSuffix(label, "?") + "?"
		}
		values = append(values, label)
	}
	return values, ok, open
}

func isMake(expr ast.Expr) bool {
	e, ok := expr.(*ast.CallExpr)
	return ok && lastName(e.Fun) == "make"
}

// isGrowth: list = append(list, ...), or list = append([]string{...}, list...)
func isGrowth(expr ast.Expr, name string) bool {
	e, ok := expr.(*ast.CallExpr)
	if !ok || lastName(e.Fun) != "append" {
		return false
	}
	for _, arg := range e.Args {
		if lastName(arg) == name {
			return true
		}
	}
	return false
}

func withoutSelf(e *ast.CallExpr, name string) ast.Expr {
	args := []ast.Expr{ast.NewIdent("nil")}
	spread := e.Ellipsis
	for i, arg := range e.Args {
		if lastName(arg) == name {
			if i == len(e.Args)-1 {
				spread = token.NoPos
			}
			continue
		}
		if lit, isLit := arg.(*ast.CompositeLit); isLit && i == 0 {
			args = append(args, lit.Elts...)
			continue
		}
		args = append(args, arg)
	}
	return &ast.CallExpr{Fun: ast.NewIdent("append"), Args: args, Ellipsis: spread}
}

func (s *scope) calledList(e *ast.CallExpr) (values []string, ok bool, open bool) {
	name := lastName(e.Fun)
	switch {
	case name == "append" && len(e.Args) > 0:
		values, ok, open = s.list(e.Args[0])
		for i, arg := range e.Args[1:] {
			if e.Ellipsis != token.NoPos && i == len(e.Args)-2 {
				list, known, more := s.list(arg)
				values, ok, open = append(values, list...), ok && known, open || more
			} else if text, known := s.text(arg); known {
				values = append(values, text)
			} else {
				ok = false
			}
		}
		return values, ok, open
	case name == "make":
		return []string{}, true, false
	case name == "createPrometheusLabelKeysValues" || name == "kubeMapToPrometheusLabels" || name == "kubeLabelsToPrometheusLabels" || name == "mapToPrometheusLabels":
		for _, arg := range e.Args {
			if prefix, known := s.text(arg); known {
				return []string{prefix + "_*"}, true, false
			}
		}
		return []string{}, true, true
	}
	if id, isIdent := e.Fun.(*ast.Ident); isIdent {
		for _, decl := range s.unit.funcs[id.Name] {
			for _, result := range returned(decl) {
				inner := newScope(s.unit, s.fileOf(decl), decl).deeper(s)
				return inner.list(result)
			}
		}
	}
	return nil, false, false
}

func returned(decl *ast.FuncDecl) (results []ast.Expr) {
	if decl.Body == nil {
		return nil
	}
	ast.Inspect(decl.Body, func(n ast.Node) bool {
		if _, nested := n.(*ast.FuncLit); nested {
			return false
		}
		if r, ok := n.(*ast.ReturnStmt); ok && len(r.Results) > 0 {
			results = append(results, r.Results[0])
		}
		return true
	})
	return results
}

func (s *scope) fileOf(decl *ast.FuncDecl) *ast.File {
	for _, file := range s.unit.files {
		if file.Pos() <= decl.Pos() && decl.Pos() <= file.End() {
			return file
		}
	}
	return s.file
}

var (
	maker         = regexp.MustCompile(`^New(?:Prometheus|TimingRatio)?(Counter|Gauge|Histogram|Summary|TimingHistogram|Untyped)(Vec|Func|VecWithClock|WithOpts|Set)?$`)
	family        = regexp.MustCompile(`^New(FamilyGenerator\w*|OptInFamilyGenerator)$`)
	defaultLabels = regexp.MustCompile(`(?i)DefaultLabels$`)
	majorVersion  = regexp.MustCompile(`^v\d+$`)
)

// literal is the composite literal behind an expression, with the scope that it is written in.
func (s *scope) literal(expr ast.Expr) (*ast.CompositeLit, *scope) {
	if s.depth > 40 {
		return nil, nil
	}
	s.depth++
	defer func() { s.depth-- }()
	switch e := expr.(type) {
	case *ast.CompositeLit:
		return e, s
	case *ast.UnaryExpr:
		return s.literal(e.X)
	case *ast.ParenExpr:
		return s.literal(e.X)
	case *ast.Ident:
		if b, ok := s.args[e.Name]; ok {
			return b.scope.literal(b.expr)
		}
		if all := s.locals[e.Name]; len(all) > 0 {
			return s.literal(all[0])
		}
		if g, ok := s.unit.globals[e.Name]; ok {
			return newScope(s.unit, g.file, nil).deeper(s).literal(g.expr)
		}
	case *ast.CallExpr: // a conversion: prometheus.GaugeOpts(opts)
		if len(e.Args) == 1 {
			return s.literal(e.Args[0])
		}
	}
	return nil, nil
}

func field(lit *ast.CompositeLit, name string) ast.Expr {
	for _, element := range lit.Elts {
		if pair, ok := element.(*ast.KeyValueExpr); ok && lastName(pair.Key) == name {
			return pair.Value
		}
	}
	return nil
}

func hasOpts(lit *ast.CompositeLit) bool {
	for _, element := range lit.Elts {
		if pair, ok := element.(*ast.KeyValueExpr); ok && lastName(pair.Key) == "Name" {
			return true
		}
	}
	return false
}

// inFunc finds metrics in a declaration, with what callers pass where a name depends on a parameter.
func (u *unit) inFunc(file *ast.File, decl *ast.FuncDecl, node ast.Node) {
	calls := []*ast.CallExpr{}
	lits := []*ast.CompositeLit{}
	parents := map[ast.Expr]*ast.CompositeLit{}
	keys := map[ast.Expr]string{}
	ast.Inspect(node, func(n ast.Node) bool {
		switch e := n.(type) {
		case *ast.CallExpr:
			calls = append(calls, e)
		case *ast.CompositeLit:
			lits = append(lits, e)
			for _, element := range e.Elts {
				if pair, ok := element.(*ast.KeyValueExpr); ok {
					keys[pair.Value] = lastName(pair.Key)
					parents[pair.Value] = e
				} else {
					parents[element] = e
				}
			}
		case *ast.AssignStmt:
			if len(e.Lhs) == len(e.Rhs) {
				for i := range e.Rhs {
					keys[e.Rhs[i]] = lastName(e.Lhs[i])
				}
			}
		case *ast.ValueSpec:
			for i := range e.Values {
				keys[e.Values[i]] = e.Names[i].Name
			}
		}
		return true
	})
	base := newScope(u, file, decl)
	for _, expr := range calls {
		if decl != nil && (decl.Name.Name == "NewDesc" || maker.MatchString(decl.Name.Name)) { // it passes on what it is called with
			continue
		}
		if !isMaker(lastName(expr.Fun)) {
			continue
		}
		scopes := []*scope{base}
		if m, ok := base.metricOf(expr); !ok || m.Open {
			scopes = base.callers(decl, 0)
		}
		for _, s := range scopes {
			if m, ok := s.metricOf(expr); ok {
				if parent := parents[expr]; m.Type == "" && parent != nil {
					for _, element := range parent.Elts {
						if pair, ok := element.(*ast.KeyValueExpr); ok {
							element = pair.Value
						}
						if kind := valueType(lastName(element)); kind != "" {
							m.Type = kind
						}
					}
				}
				if m.Type == "" {
					m.Type = u.types[keys[expr]]
				}
				m.Package, m.At = u.path, at(expr)
				found = append(found, m)
			}
		}
	}
	for _, lit := range lits {
		if m, ok := base.containerMetric(lit); ok {
			m.Package, m.At = u.path, at(lit)
			found = append(found, m)
		}
	}
}

// containerMetric is a row of cAdvisor's table.
func (s *scope) containerMetric(lit *ast.CompositeLit) (metric, bool) {
	name, kind := field(lit, "name"), field(lit, "valueType")
	if name == nil || kind == nil || field(lit, "getValues") == nil {
		return metric{}, false
	}
	text, ok := s.text(name)
	m := metric{Name: text, Type: valueType(lastName(kind)), Labels: []string{}}
	if labels := field(lit, "extraLabels"); labels != nil {
		list, known, open := s.list(labels)
		m.Labels, m.Open = list, open || !known
	}
	return m, ok
}

func isMaker(name string) bool {
	return name == "NewDesc" || name == "NewCollector" || maker.MatchString(name) || family.MatchString(name)
}

func at(node ast.Node) string {
	position := fset.Position(node.Pos())
	return fmt.Sprintf("%s:%d", filepath.Base(position.Filename), position.Line)
}

// callers is a scope for each call of a function in its package, or the function's own if there is none.
func (s *scope) callers(decl *ast.FuncDecl, depth int) []*scope {
	if decl == nil || decl.Type.Params == nil || depth > 2 {
		return []*scope{s}
	}
	params := []string{}
	variadic := false
	for _, group := range decl.Type.Params.List {
		_, variadic = group.Type.(*ast.Ellipsis)
		for _, name := range group.Names {
			params = append(params, name.Name)
		}
	}
	scopes := []*scope{}
	for _, c := range s.unit.calls[decl.Name.Name] {
		if len(params) == 0 || (len(c.expr.Args) != len(params) && !variadic) || c.decl == decl {
			continue
		}
		outer := newScope(s.unit, c.file, c.decl)
		for _, caller := range outer.callers(c.decl, depth+1) {
			own := newScope(s.unit, s.file, decl)
			for i, param := range params {
				if variadic && i == len(params)-1 {
					rest := []ast.Expr{}
					if i < len(c.expr.Args) {
						rest = c.expr.Args[i:]
					}
					if c.expr.Ellipsis != token.NoPos && len(rest) == 1 {
						own.args[param] = bound{rest[0], caller}
					} else {
						own.args[param] = bound{&ast.CompositeLit{Elts: rest}, caller}
					}
				} else if i < len(c.expr.Args) {
					own.args[param] = bound{c.expr.Args[i], caller}
				}
			}
			scopes = append(scopes, own)
		}
		if len(scopes) > 200 {
			break
		}
	}
	if len(scopes) == 0 {
		return []*scope{s}
	}
	return scopes
}

func (s *scope) metricOf(expr *ast.CallExpr) (metric, bool) {
	name := lastName(expr.Fun)
	if name == "NewDesc" && len(expr.Args) >= 4 {
		return s.described(expr)
	}
	if family.MatchString(name) && len(expr.Args) >= 4 {
		return s.familyOf(name, expr)
	}
	if name == "NewCollector" && len(expr.Args) == 1 { // what was built: the package "version"
		program, ok := s.text(expr.Args[0])
		selector, isSelector := expr.Fun.(*ast.SelectorExpr)
		if !ok || !isSelector || !strings.HasSuffix(importsOf(s.file)[lastName(selector.X)], "/version") {
			return metric{}, false
		}
		labels := []string{"branch", "goarch?", "goos?", "goversion", "revision", "tags?", "version"}
		return metric{Name: program + "_build_info", Type: "gauge", Labels: labels}, true
	}
	match := maker.FindStringSubmatch(name)
	if match == nil {
		return metric{}, false
	}
	for i, arg := range expr.Args {
		lit, inner := s.literal(arg)
		if lit == nil || !hasOpts(lit) {
			continue
		}
		m, ok := inner.withOpts(lit)
		if !ok {
			return metric{}, false
		}
		m.Type = strings.ToLower(strings.Replace(match[1], "TimingHistogram", "Histogram", 1))
		if i+1 < len(expr.Args) && !strings.HasPrefix(match[2], "Func") && (strings.HasPrefix(match[2], "Vec") || strings.HasPrefix(name, "NewPrometheus") || match[2] == "Set") {
			list, known, open := s.list(expr.Args[i+1])
			if strings.HasPrefix(name, "NewTimingRatio") { // names instead of a list of names, and its own label
				list, known, open = s.list(&ast.CompositeLit{Elts: expr.Args[i+1:]})
			}
			m.Labels = append(m.Labels, list...)
			m.Open = m.Open || open || !known
		}
		return m, true
	}
	return metric{}, false
}

func (s *scope) withOpts(lit *ast.CompositeLit) (metric, bool) {
	parts := []string{}
	for _, key := range []string{"Namespace", "Subsystem", "Name"} {
		value := field(lit, key)
		if value == nil {
			continue
		}
		text, ok := s.text(value)
		if !ok {
			return metric{}, false
		}
		parts = append(parts, text)
	}
	m := metric{Name: fqName(parts...), Labels: []string{}}
	if labels := field(lit, "ConstLabels"); labels != nil {
		list, known, open := s.list(labels)
		m.Labels, m.Open = list, open || !known
	}
	if deprecated := field(lit, "DeprecatedVersion"); deprecated != nil {
		m.Deprecated, _ = s.text(deprecated)
	}
	return m, m.Name != ""
}

func (s *scope) described(expr *ast.CallExpr) (metric, bool) {
	name, ok := s.text(expr.Args[0])
	if !ok || name == "" {
		return metric{}, false
	}
	m := metric{Name: name}
	list, known, open := s.list(expr.Args[2])
	m.Labels, m.Open = list, open || !known
	constant, known, open := s.list(expr.Args[3])
	m.Labels, m.Open = append(m.Labels, constant...), m.Open || open || !known
	if len(expr.Args) == 6 {
		m.Deprecated, _ = s.text(expr.Args[5])
	}
	return m, true
}

// familyOf is a metric of kube-state-metrics: its labels are written where its values are made, those of all of an object's in a wrapper.
func (s *scope) familyOf(maker string, expr *ast.CallExpr) (metric, bool) {
	name, ok := s.text(expr.Args[0])
	if !ok {
		return metric{}, false
	}
	m := metric{Name: name, Type: valueType(lastName(expr.Args[2])), Labels: []string{}, OptIn: strings.Contains(maker, "OptIn")}
	at := 4
	if m.OptIn {
		at = len(expr.Args) - 2
	}
	m.Deprecated, _ = s.text(expr.Args[at])
	body := expr.Args[len(expr.Args)-1]
	defaults := []string{}
	inner := newScope(s.unit, s.file, body)
	for key, value := range s.locals {
		if _, own := inner.locals[key]; !own {
			inner.locals[key] = value
		}
	}
	shapes := [][]string{}
	visit := func(value ast.Expr) {
		list, known, open := inner.list(value)
		if !known {
			fmt.Fprintf(os.Stderr, "%s: labels of %s at %v are not known\n", s.unit.path, name, fset.Position(value.Pos()))
		}
		m.Open = m.Open || open || !known
		if len(list) > 0 || known {
			shapes = append(shapes, list)
		}
	}
	labelsIn(body, visit)
	// the wrapper, and functions that make values
	ast.Inspect(body, func(n ast.Node) bool {
		called, isCall := n.(*ast.CallExpr)
		if !isCall {
			return true
		}
		id, isIdent := called.Fun.(*ast.Ident)
		if !isIdent {
			return true
		}
		for _, decl := range s.unit.funcs[id.Name] {
			own := newScope(s.unit, s.fileOf(decl), decl)
			if strings.HasPrefix(id.Name, "wrap") {
				ast.Inspect(decl, func(n ast.Node) bool {
					if ident, ok := n.(*ast.Ident); ok && defaultLabels.MatchString(ident.Name) {
						defaults, _, _ = own.list(ident)
					}
					return true
				})
				continue
			}
			labelsIn(decl, func(value ast.Expr) {
				list, known, open := own.list(value)
				m.Open = m.Open || open || !known
				if known {
					shapes = append(shapes, list)
				}
			})
		}
		return true
	})
	m.Labels, m.Optional = merged(defaults, shapes)
	return m, true
}

func labelsIn(node ast.Node, visit func(ast.Expr)) {
	ast.Inspect(node, func(n ast.Node) bool {
		switch e := n.(type) {
		case *ast.KeyValueExpr:
			if lastName(e.Key) == "LabelKeys" {
				visit(e.Value)
			}
		case *ast.AssignStmt:
			for i, left := range e.Lhs {
				if lastName(left) == "LabelKeys" && i < len(e.Rhs) && !isGrowth(e.Rhs[i], "LabelKeys") {
					visit(e.Rhs[i])
				}
			}
		}
		return true
	})
}

// merged is what all shapes have, and what some have.
func merged(defaults []string, shapes [][]string) (all, some []string) {
	counts := map[string]int{}
	for _, shape := range shapes {
		for _, label := range unique(shape) {
			counts[label]++
		}
	}
	all = append([]string{}, defaults...)
	for label, count := range counts {
		if count == len(shapes) && !strings.HasSuffix(label, "?") {
			all = append(all, label)
		} else {
			some = append(some, strings.TrimSuffix(label, "?"))
		}
	}
	return unique(all), unique(some)
}

func unique(list []string) []string {
	sorted := append([]string{}, list...)
	sort.Strings(sorted)
	kept := []string{}
	for i, each := range sorted {
		if i == 0 || each != sorted[i-1] {
			kept = append(kept, each)
		}
	}
	return kept
}

func reach(roots []string) []string {
	seen := map[string]bool{}
	queue := append([]string{}, roots...)
	for len(queue) > 0 {
		path := queue[0]
		queue = queue[1:]
		if seen[path] {
			continue
		}
		seen[path] = true
		u := load(path)
		if u == nil {
			continue
		}
		for _, file := range u.files {
			for _, spec := range file.Imports {
				if imported, _ := strconv.Unquote(spec.Path.Value); folderOf(imported) != "" {
					queue = append(queue, imported)
				}
			}
		}
	}
	paths := []string{}
	for path := range seen {
		paths = append(paths, path)
	}
	sort.Strings(paths)
	return paths
}

func main() {
	in := input{}
	if err := json.NewDecoder(os.Stdin).Decode(&in); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	modules = in.Modules
	for _, path := range reach(in.Roots) {
		u := units[path]
		if u == nil {
			continue
		}
		for _, file := range u.files {
			for _, decl := range file.Decls {
				switch d := decl.(type) {
				case *ast.GenDecl:
					u.inFunc(file, nil, d)
				case *ast.FuncDecl:
					u.inFunc(file, d, d)
				}
			}
		}
	}
	encoder := json.NewEncoder(os.Stdout)
	for _, m := range found {
		all := []string{}
		for _, label := range m.Labels {
			if strings.HasSuffix(label, "?") {
				m.Optional = append(m.Optional, strings.TrimSuffix(label, "?"))
			} else {
				all = append(all, label)
			}
		}
		m.Labels, m.Optional = unique(all), unique(m.Optional)
		_ = encoder.Encode(m)
	}
}
