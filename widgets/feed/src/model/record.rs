//! How objects are read into structs.

/// Tells how an object is read into a struct: which fields it cannot do without, and which it can.
///
/// ```text
/// record!(Field { id, kind = "type", label } with { required, help } checked by rules::field);
/// ```
///
/// Why not what `serde` derives: a field then costs 200 bytes in the widgets instead of 20, and the model has 350. The
/// compiler refuses a list that forgets a field; a test reads the same feed both ways.
macro_rules! record {
    (
        $type:ident { $($need:ident $(= $need_name:literal)?),* }
        with { $($take:ident $(= $take_name:literal)?),* $(,)? }
        $(checked by $rule:path)?
    ) => {
        impl $crate::read::Read for $type {
            // Once for a place and for lists of it.
            #[inline(never)]
            fn read(cursor: &$crate::read::Cursor<'_>) -> Result<Self, $crate::read::Failure> {
                // For the checker alone: a name that is not known may be one of a newer feed. First, for it may be why
                // the object is lost.
                #[cfg(any(test, feature = "check"))]
                cursor.note_misspelt(&[
                    $($crate::model::record::name!($need $($need_name)?),)*
                    $($crate::model::record::name!($take $($take_name)?),)*
                ]);
                let fields = cursor.fields($crate::model::record::rule!($($rule)?))?;
                $(let $need = fields.need($crate::model::record::name!($need $($need_name)?))?;)*
                let mut this = Self { $($need,)* $($take: Default::default(),)* };
                $(fields.take($crate::model::record::name!($take $($take_name)?), &mut this.$take);)*
                Ok(this)
            }
        }
    };
}

/// How the fields stand to each other; most are independent.
macro_rules! rule {
    () => {
        $crate::read::rules::none
    };
    ($rule:path) => {
        $rule
    };
}

/// The name of a field in the feed.
macro_rules! name {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $name:literal) => {
        $name
    };
}

pub(crate) use {name, record, rule};
