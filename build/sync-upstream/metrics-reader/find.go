// Calls that make a metric, in any of the libraries that programs use.
package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"path/filepath"
	"regexp"
	"strings"
)

var (
	maker         = regexp.MustCompile(`^New(?:Prometheus|TimingRatio)?(Counter|Gauge|Histogram|Summary|TimingHistogram|Untyped)(Vec|Func|VecWithClock|WithOpts|Set)?$`)
	family        = regexp.MustCompile(`^New(FamilyGenerator\w*|OptInFamilyGenerator)$`)
	defaultLabels = regexp.MustCompile(`(?i)DefaultLabels$`)
	majorVersion  = regexp.MustCompile(`^v\d+$`)
)

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
	if name == "NewCollector" && len(expr.Args) > 0 { // what was built: the package "version"
		program, ok := s.text(expr.Args[0])
		selector, isSelector := expr.Fun.(*ast.SelectorExpr)
		if !ok || !isSelector || !strings.HasSuffix(importsOf(s.file)[lastName(selector.X)], "/version") {
			return metric{}, false
		}
		labels := []string{"branch", "goarch?", "goos?", "goversion", "revision", "tags?", "version"}
		for _, option := range expr.Args[1:] {
			if with, isCall := option.(*ast.CallExpr); isCall && len(with.Args) == 1 {
				more, _, _ := s.list(with.Args[0])
				labels = append(labels, more...)
			}
		}
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
