//! Whether browsers read a pattern as the receiver does.
//!
//! Where only Rust knows a pattern, the page asks for nothing, and the receiver would refuse what the page has let pass.
//! JavaScript's side is ECMA-262 §22.2.1 with the flag `v`, which HTML's `pattern` has.

use regex_syntax::ast::{
    self, Assertion, AssertionKind, Ast, ClassSet, ClassSetBinaryOp, ClassSetBinaryOpKind, ClassSetItem,
    ClassUnicode, ClassUnicodeKind, ClassUnicodeOpKind, GroupKind, HexLiteralKind, Literal, LiteralKind,
    RepetitionKind, RepetitionRange, Span, SpecialLiteralKind, Visitor,
};

use super::properties;

/// Whether browsers know the groups of a pattern, of which the rest is asked for by [`reads`]: without flags, and named
/// as in `(?<name>…)`.
pub(super) fn knows_group(after_parenthesis: &str) -> bool {
    match after_parenthesis.strip_prefix('?') {
        // `(?<=` too, for which there are words of its own.
        Some(kind) => kind.starts_with([':', '=', '!', '<']),
        None => true,
    }
}

/// Whether browsers read a pattern, which Rust has read.
pub(super) fn reads(pattern: &str, ast: &Ast) -> bool {
    ast::visit(ast, Reader { pattern }).is_ok()
}

/// Goes through a pattern until it finds what no browser reads.
struct Reader<'a> {
    pattern: &'a str,
}

/// The browser does not read it, or reads something else.
struct Unread;

fn need(is_so: bool) -> Result<(), Unread> {
    if is_so { Ok(()) } else { Err(Unread) }
}

impl Visitor for Reader<'_> {
    type Output = ();
    type Err = Unread;

    fn finish(self) -> Result<(), Unread> {
        Ok(())
    }

    fn visit_pre(&mut self, ast: &Ast) -> Result<(), Unread> {
        match ast {
            Ast::Flags(_) => Err(Unread),
            Ast::Literal(literal) => need(is_literal(literal)),
            Ast::Assertion(assertion) => need(is_assertion(assertion)),
            Ast::ClassUnicode(class) => need(is_property(class)),
            Ast::Repetition(repetition) => {
                let by_number = matches!(repetition.op.kind, RepetitionKind::Range(_));
                need(is_repeated(&repetition.ast) && (!by_number || self.is_plain(&repetition.op)))
            }
            Ast::Group(group) => match &group.kind {
                GroupKind::CaptureName { name, .. } => need(!name.name.contains(['.', '[', ']'])),
                GroupKind::CaptureIndex(_) | GroupKind::NonCapturing(_) => Ok(()),
            },
            Ast::Empty(_)
            | Ast::Dot(_)
            | Ast::ClassPerl(_)
            | Ast::ClassBracketed(_)
            | Ast::Alternation(_)
            | Ast::Concat(_) => Ok(()),
        }
    }

    fn visit_class_set_item_pre(&mut self, item: &ClassSetItem) -> Result<(), Unread> {
        match item {
            // What stands on no side of an operator.
            ClassSetItem::Empty(_) => Err(Unread),
            // `[:alpha:]` are six letters there.
            ClassSetItem::Ascii(_) => Err(Unread),
            ClassSetItem::Literal(literal) => need(self.is_literal_of_class(literal)),
            ClassSetItem::Range(range) => {
                need(self.is_literal_of_class(&range.start) && self.is_literal_of_class(&range.end))
            }
            ClassSetItem::Unicode(class) => need(is_property(class)),
            ClassSetItem::Perl(_) | ClassSetItem::Bracketed(_) | ClassSetItem::Union(_) => Ok(()),
        }
    }

    fn visit_class_set_binary_op_pre(&mut self, op: &ClassSetBinaryOp) -> Result<(), Unread> {
        let left = match &*op.lhs {
            ClassSet::BinaryOp(left) => left.kind == op.kind,
            ClassSet::Item(item) => is_operand(item),
        };
        let right = match &*op.rhs {
            ClassSet::BinaryOp(_) => false,
            ClassSet::Item(item) => is_operand(item),
        };
        let is_known = match op.kind {
            // `&&&` is nothing.
            ClassSetBinaryOpKind::Intersection => !self.text(op.rhs.span()).starts_with('&'),
            ClassSetBinaryOpKind::Difference => true,
            ClassSetBinaryOpKind::SymmetricDifference => false,
        };
        need(left && right && is_known)
    }
}

impl Reader<'_> {
    fn text(&self, span: &Span) -> &str {
        self.pattern.get(span.start.offset..span.end.offset).unwrap_or_default()
    }

    /// Whether a number of times is written as `{2}`, `{2,}` or `{2,3}`: Rust takes blanks and `{,3}` too.
    fn is_plain(&self, op: &ast::RepetitionOp) -> bool {
        let text = self.text(&op.span);
        let plain = match &op.kind {
            RepetitionKind::Range(RepetitionRange::Exactly(_)) => !text.contains(','),
            _ => !text.starts_with("{,"),
        };
        plain && !text.contains(char::is_whitespace)
    }

    fn is_literal_of_class(&self, literal: &Literal) -> bool {
        let Literal { span, kind, c } = literal;
        match kind {
            LiteralKind::Verbatim => {
                let rest = self.pattern.get(span.end.offset..).unwrap_or_default();
                // Two of these are kept for operators to come.
                let is_double = "&!#$%*+,.:;<=>?@^`~".contains(*c) && rest.starts_with(*c);
                !is_double && !"()[]{}/-|".contains(*c)
            }
            // `&`, `-`, `#` and `~`, and what has a meaning outside of a class.
            LiteralKind::Meta => true,
            LiteralKind::Superfluous => "/!%,:;=@`".contains(*c),
            _ => is_escape(kind),
        }
    }
}

fn is_literal(literal: &Literal) -> bool {
    match &literal.kind {
        LiteralKind::Verbatim => !"]{}".contains(literal.c),
        LiteralKind::Meta => !"#&-~".contains(literal.c),
        LiteralKind::Superfluous => literal.c == '/',
        kind => is_escape(kind),
    }
}

/// Whether a letter is written by its number or name as browsers know it.
fn is_escape(kind: &LiteralKind) -> bool {
    match kind {
        LiteralKind::HexFixed(kind) => *kind != HexLiteralKind::UnicodeLong,
        LiteralKind::HexBrace(kind) => *kind == HexLiteralKind::UnicodeShort,
        LiteralKind::Special(kind) => !matches!(kind, SpecialLiteralKind::Bell | SpecialLiteralKind::Space),
        LiteralKind::Verbatim | LiteralKind::Meta | LiteralKind::Superfluous | LiteralKind::Octal => false,
    }
}

fn is_assertion(assertion: &Assertion) -> bool {
    match assertion.kind {
        AssertionKind::StartLine
        | AssertionKind::EndLine
        | AssertionKind::WordBoundary
        | AssertionKind::NotWordBoundary => true,
        AssertionKind::StartText
        | AssertionKind::EndText
        | AssertionKind::WordBoundaryStart
        | AssertionKind::WordBoundaryEnd
        | AssertionKind::WordBoundaryStartAngle
        | AssertionKind::WordBoundaryEndAngle
        | AssertionKind::WordBoundaryStartHalf
        | AssertionKind::WordBoundaryEndHalf => false,
    }
}

/// Whether something can be had several times: no place, and nothing that is repeated already.
fn is_repeated(ast: &Ast) -> bool {
    match ast {
        Ast::Assertion(_) | Ast::Repetition(_) => false,
        // As [`super::as_rust`] writes the boundary of a word.
        Ast::Group(group) => group.flags().is_none_or(|flags| flags.items.is_empty()),
        _ => true,
    }
}

/// Whether something may stand beside `&&` or `--`: one letter or one class.
fn is_operand(item: &ClassSetItem) -> bool {
    match item {
        ClassSetItem::Literal(_)
        | ClassSetItem::Unicode(_)
        | ClassSetItem::Perl(_)
        | ClassSetItem::Bracketed(_) => true,
        ClassSetItem::Empty(_) | ClassSetItem::Range(_) | ClassSetItem::Ascii(_) | ClassSetItem::Union(_) => {
            false
        }
    }
}

/// Whether a class of Unicode is written as browsers write it: Rust is not particular about names.
fn is_property(class: &ClassUnicode) -> bool {
    match &class.kind {
        ClassUnicodeKind::OneLetter(_) => false,
        ClassUnicodeKind::Named(name) => properties::is_property(name),
        ClassUnicodeKind::NamedValue { op, name, value } => {
            *op == ClassUnicodeOpKind::Equal && properties::is_value(name, value)
        }
    }
}
